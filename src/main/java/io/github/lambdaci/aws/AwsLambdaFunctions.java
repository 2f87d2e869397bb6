package io.github.lambdaci.aws;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.failure.VersionCheckException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Lambda's functions by its API: settle, change, settle. */
public final class AwsLambdaFunctions implements LambdaFunctions {
    /** A function in a VPC can take minutes, a version with SnapStart longer. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(AwsLambdaFunctions.class);
    private static final long USUAL_UNZIPPED_LIMIT = 262_144_000;

    private final AwsClients clients;
    private final ChangeRequests changes;
    private final FunctionStates states;

    /** Waits no longer than the limit for each change. */
    public AwsLambdaFunctions(AwsClients clients, Duration limit) {
        this(clients, new Patience(limit));
    }

    AwsLambdaFunctions(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.changes = new ChangeRequests(clients, patience);
        this.states = new FunctionStates(clients, patience);
    }

    @Override
    public FunctionVersion latest(String function) {
        return LambdaAnswers.functionVersion(states.settled(function));
    }

    @Override
    public FunctionVersion version(String function, String version) {
        return LambdaAnswers.functionVersion(states.look(function, version));
    }

    @Override
    public FunctionVersion updateLayers(FunctionVersion latest, List<LayerVersionArn> layers) {
        String function = LambdaAnswers.functionName(latest);
        List<String> arns = layers.stream().map(LayerVersionArn::toString).toList();
        UpdateFunctionConfigurationResponse answer = change(
                function,
                call("updating the layers of", "UpdateFunctionConfiguration", function),
                () -> clients.lambda()
                        .updateFunctionConfiguration(request -> request.functionName(function)
                                .layers(arns)
                                .revisionId(ChangeRequests.known(latest.revisionId()))));
        FunctionVersion updated =
                LambdaAnswers.functionVersion(states.updated(function, latest.revisionId(), answer.revisionId()));
        refuseOther(updated, latest.codeSha256(), layers);
        return updated;
    }

    @Override
    public FunctionVersion updateCode(FunctionVersion latest, StoredArtifact code) {
        String function = LambdaAnswers.functionName(latest);
        UpdateFunctionCodeResponse answer = change(
                function,
                call("updating the code of", "UpdateFunctionCode", function),
                () -> clients.lambda()
                        .updateFunctionCode(request -> request.functionName(function)
                                .s3Bucket(code.key().bucket())
                                .s3Key(code.key().key())
                                .s3ObjectVersion(code.versionId().orElse(null))
                                .revisionId(ChangeRequests.known(latest.revisionId()))));
        FunctionVersion updated =
                LambdaAnswers.functionVersion(states.updated(function, latest.revisionId(), answer.revisionId()));
        refuseOther(updated, code.sha256(), latest.layers());
        return updated;
    }

    private static void refuseOther(FunctionVersion updated, Sha256 code, List<LayerVersionArn> layers) {
        if (!updated.codeSha256().equals(code) || !updated.layers().equals(layers)) {
            throw new OvertakenException(
                    "function '" + LambdaAnswers.functionName(updated) + "' has other "
                            + (updated.codeSha256().equals(code) ? "layers" : "code")
                            + " after the update than this run gave it",
                    "live traffic was not touched; see who else changes this function or its artifacts in S3, then run"
                            + " again",
                    null);
        }
    }

    @Override
    public FunctionVersion publishVersion(FunctionVersion latest, String description) {
        String function = LambdaAnswers.functionName(latest);
        // Lambda would also publish after an update that failed, and the version would be what was there before it.
        states.settledWell(function);
        String number = changes.send(
                        function,
                        call("publishing a version of", "PublishVersion", function),
                        () -> clients.lambda()
                                .publishVersion(request -> request.functionName(function)
                                        .codeSha256(latest.codeSha256().base64())
                                        .revisionId(ChangeRequests.known(latest.revisionId()))
                                        .description(description)))
                .version();
        FunctionVersion version = LambdaAnswers.functionVersion(states.started(function, number));
        refuseOtherVersion(version, latest);
        return version;
    }

    private static void refuseOtherVersion(FunctionVersion version, FunctionVersion latest) {
        boolean sameCode = version.codeSha256().equals(latest.codeSha256());
        if (!sameCode || !version.layers().equals(latest.layers())) {
            throw new VersionCheckException(
                    version.versionArn() + " has other " + (sameCode ? "layers" : "code") + " than this run deployed",
                    "the alias was not moved; see who else changes this function, then run again");
        }
    }

    @Override
    public long unzippedLimit() {
        AwsCall call = new AwsCall("reading the account's limits", "lambda:GetAccountSettings", "*");
        return clients.failures().send(call, () -> {
            try {
                AccountLimit limit = clients.lambda().getAccountSettings().accountLimit();
                Long unzipped = limit == null ? null : limit.codeSizeUnzipped();
                return unzipped == null || unzipped <= 0 ? USUAL_UNZIPPED_LIMIT : unzipped;
            } catch (AwsServiceException e) {
                LOG.debug("the account's limits cannot be read; the usual one is taken: {}", e.getMessage());
                return USUAL_UNZIPPED_LIMIT;
            }
        });
    }

    private <T> T change(String function, AwsCall call, Supplier<T> request) {
        states.settled(function);
        return changes.send(function, call, request);
    }

    private static AwsCall call(String doing, String action, String function) {
        return new AwsCall(doing + " function '" + function + "'", "lambda:" + action, "function " + function);
    }
}
