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
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.AccountLimit;

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
        Optional<String> answered = change(
                latest,
                call("updating the layers of", "UpdateFunctionConfiguration", function),
                () -> Optional.ofNullable(clients.lambda()
                        .updateFunctionConfiguration(request -> request.functionName(function)
                                .layers(arns)
                                .revisionId(ChangeRequests.known(latest.revisionId())))
                        .revisionId()),
                now -> now.codeSha256().equals(latest.codeSha256())
                        && now.layers().equals(layers));
        FunctionVersion updated = updated(latest, answered);
        refuseOther(updated, latest.codeSha256(), layers);
        return updated;
    }

    @Override
    public FunctionVersion updateCode(FunctionVersion latest, StoredArtifact code) {
        String function = LambdaAnswers.functionName(latest);
        Optional<String> answered = change(
                latest,
                call("updating the code of", "UpdateFunctionCode", function),
                () -> Optional.ofNullable(clients.lambda()
                        .updateFunctionCode(request -> request.functionName(function)
                                .s3Bucket(code.key().bucket())
                                .s3Key(code.key().key())
                                .s3ObjectVersion(code.versionId().orElse(null))
                                .revisionId(ChangeRequests.known(latest.revisionId())))
                        .revisionId()),
                now -> now.codeSha256().equals(code.sha256()) && now.layers().equals(latest.layers()));
        FunctionVersion updated = updated(latest, answered);
        refuseOther(updated, code.sha256(), latest.layers());
        return updated;
    }

    /**
     * Changes {@code $LATEST}.
     *
     * @param done whether what is there now is what this change makes, as far as it changes anything
     * @return the revision in Lambda's answer
     */
    private Optional<String> change(
            FunctionVersion latest, AwsCall call, Supplier<Optional<String>> request, Predicate<FunctionVersion> done) {
        String function = LambdaAnswers.functionName(latest);
        states.settled(function);
        return changes.send(
                function,
                call,
                request,
                () -> Optional.of(LambdaAnswers.functionVersion(states.settledWell(function)))
                        .filter(now -> now.settings().equals(latest.settings()))
                        .filter(done)
                        .map(now -> Optional.of(now.revisionId())));
    }

    private FunctionVersion updated(FunctionVersion before, Optional<String> answered) {
        String function = LambdaAnswers.functionName(before);
        return LambdaAnswers.functionVersion(states.updated(function, before.revisionId(), answered.orElse(null)));
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
                () -> publishAt(latest.revisionId(), latest, description),
                () -> published(latest, description));
        FunctionVersion version = LambdaAnswers.functionVersion(states.started(function, number));
        refuseOtherVersion(version, latest);
        return version;
    }

    private String publishAt(String revision, FunctionVersion latest, String description) {
        return clients.lambda()
                .publishVersion(request -> request.functionName(LambdaAnswers.functionName(latest))
                        .codeSha256(latest.codeSha256().base64())
                        .revisionId(ChangeRequests.known(revision))
                        .description(description))
                .version();
    }

    /** Lambda answers with the version that is there when nothing has changed since (API reference, PublishVersion). */
    private Optional<String> published(FunctionVersion latest, String description) {
        String function = LambdaAnswers.functionName(latest);
        FunctionVersion now = LambdaAnswers.functionVersion(states.settledWell(function));
        return now.behavesLike(latest)
                ? Optional.of(clients.failures()
                        .send(
                                call("publishing a version of", "PublishVersion", function),
                                () -> publishAt(now.revisionId(), latest, description)))
                : Optional.empty();
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

    private static AwsCall call(String doing, String action, String function) {
        return new AwsCall(doing + " function '" + function + "'", "lambda:" + action, "function " + function);
    }
}
