package io.github.lambdaci.aws;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.OvertakenException;
import io.github.lambdaci.failure.VersionCheckException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.FunctionCodeLocation;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LambdaResponse;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;

/** Lambda's functions by its API: settle, change, settle. */
public final class AwsLambdaFunctions implements LambdaFunctions {
    /** A function in a VPC can take minutes, a version with SnapStart longer. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(AwsLambdaFunctions.class);

    /** What no account has less of ("Lambda quotas"), in bytes. */
    private static final long USUAL_UNZIPPED_LIMIT = 262_144_000;

    private final AwsClients clients;
    private final ChangeRequests changes;
    private final FunctionStates states;
    private OptionalLong unzippedLimit = OptionalLong.empty();
    /** What the last update of this run came to, which succeeded. */
    private Optional<FunctionVersion> lastUpdate = Optional.empty();

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
    public LatestState state(String function) {
        return states.state(function);
    }

    @Override
    public FunctionVersion ready(String function, String version) {
        return LambdaAnswers.functionVersion(states.ready(function, version));
    }

    @Override
    public FunctionVersion updateLayers(FunctionVersion latest, List<LayerVersionArn> layers) {
        String function = LambdaAnswers.functionName(latest);
        List<String> arns = layers.stream().map(LayerVersionArn::toString).toList();
        return change(
                latest,
                with(latest, latest.codeSha256(), layers),
                call("updating the layers of", "UpdateFunctionConfiguration", function),
                () -> clients.lambda()
                        .updateFunctionConfiguration(request -> request.functionName(function)
                                .layers(arns)
                                .revisionId(ChangeRequests.known(latest.revisionId()))));
    }

    @Override
    public FunctionVersion updateCode(FunctionVersion latest, StoredArtifact code) {
        String function = LambdaAnswers.functionName(latest);
        return change(
                latest,
                with(latest, code.sha256(), latest.layers()),
                call("updating the code of", "UpdateFunctionCode", function),
                () -> clients.lambda()
                        .updateFunctionCode(request -> request.functionName(function)
                                .s3Bucket(code.key().bucket())
                                .s3Key(code.key().key())
                                .s3ObjectVersion(code.versionId().orElse(null))
                                .revisionId(ChangeRequests.known(latest.revisionId()))));
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
        if (!lastUpdate.equals(Optional.of(latest))) {
            // Lambda would also publish after an update that failed, and the version would be what was there before it.
            states.settledWell(function);
        }
        GetFunctionConfigurationResponse answer = changes.send(
                function,
                call("publishing a version of", "PublishVersion", function),
                () -> publish(latest, description));
        FunctionVersion version = LambdaAnswers.functionVersion(states.started(function, answer));
        refuseOtherVersion(version, latest);
        return version;
    }

    private GetFunctionConfigurationResponse publish(FunctionVersion latest, String description) {
        try {
            return publishAt(latest.revisionId(), latest, description);
        } catch (PreconditionFailedException e) {
            // As for a change. What was published is what Lambda answers with then: nothing differs from it (API
            // reference, PublishVersion).
            FunctionVersion now = LambdaAnswers.functionVersion(states.settledWell(LambdaAnswers.functionName(latest)));
            if (now.behavesLike(latest)) {
                return publishAt(now.revisionId(), latest, description);
            }
            throw e;
        }
    }

    private GetFunctionConfigurationResponse publishAt(String revision, FunctionVersion latest, String description) {
        return LambdaAnswers.configuration(clients.lambda()
                .publishVersion(request -> request.functionName(LambdaAnswers.functionName(latest))
                        .codeSha256(latest.codeSha256().base64())
                        .revisionId(ChangeRequests.known(revision))
                        .description(description)));
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
    public void download(FunctionVersion version, Path target) {
        String function = LambdaAnswers.functionName(version);
        AwsCall call = new AwsCall(
                "reading the code of function '" + function + "'",
                "lambda:GetFunction",
                "function " + function + (version.isPublished() ? ":" + version.version() : ""));
        FunctionCodeLocation code = clients.failures()
                .send(
                        call,
                        () -> clients.lambda()
                                .getFunction(request -> request.functionName(function)
                                        .qualifier(version.isPublished() ? version.version() : null)))
                .code();
        new Downloads(clients.http())
                .fetch(
                        "the code of version " + version.version(),
                        code == null ? null : code.location(),
                        Optional.of(version.codeSha256()),
                        target);
    }

    @Override
    public long unzippedLimit(long wanted) {
        if (wanted < USUAL_UNZIPPED_LIMIT) {
            return USUAL_UNZIPPED_LIMIT;
        }
        if (unzippedLimit.isEmpty()) {
            unzippedLimit = OptionalLong.of(askedLimit());
        }
        return unzippedLimit.getAsLong();
    }

    private long askedLimit() {
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

    /** Changes {@code $LATEST}; a change that is under way is waited for when Lambda refuses this one for it. */
    private FunctionVersion change(
            FunctionVersion latest, FunctionVersion wanted, AwsCall call, Supplier<LambdaResponse> request) {
        String function = LambdaAnswers.functionName(latest);
        GetFunctionConfigurationResponse answer = changes.send(function, call, () -> {
            try {
                return LambdaAnswers.configuration(request.get());
            } catch (PreconditionFailedException e) {
                // Lambda refuses a change for the second time if it has made it but its answer was lost.
                GetFunctionConfigurationResponse now = states.settled(function);
                if (LambdaAnswers.functionVersion(now).behavesLike(wanted)) {
                    return now;
                }
                throw e;
            }
        });
        FunctionVersion updated = LambdaAnswers.functionVersion(states.updated(function, latest.revisionId(), answer));
        refuseOther(updated, wanted.codeSha256(), wanted.layers());
        lastUpdate = Optional.of(updated);
        return updated;
    }

    private static FunctionVersion with(FunctionVersion latest, Sha256 code, List<LayerVersionArn> layers) {
        return new FunctionVersion(
                latest.functionArn(),
                latest.version(),
                latest.runtime(),
                latest.architecture(),
                code,
                layers,
                latest.settings(),
                latest.revisionId(),
                latest.logGroup());
    }

    private static AwsCall call(String doing, String action, String function) {
        return new AwsCall(doing + " function '" + function + "'", "lambda:" + action, "function " + function);
    }
}
