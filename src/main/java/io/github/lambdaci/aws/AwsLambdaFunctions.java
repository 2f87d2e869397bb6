package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.pipeline.FunctionVersion;
import io.github.lambdaci.pipeline.LambdaFunctions;
import io.github.lambdaci.pipeline.LayerVersionArn;
import io.github.lambdaci.pipeline.LiveAlias;
import io.github.lambdaci.pipeline.StoredArtifact;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.AccountLimit;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionCodeResponse;
import software.amazon.awssdk.services.lambda.model.UpdateFunctionConfigurationResponse;

/** Lambda's functions by its API: settle, change, settle. */
public final class AwsLambdaFunctions implements LambdaFunctions {
    /** A function in a VPC can take minutes, a version with SnapStart longer. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(AwsLambdaFunctions.class);
    private static final long USUAL_UNZIPPED_LIMIT = 262_144_000;

    private final AwsClients clients;
    private final Patience patience;
    private final FunctionStates states;

    /** Waits no longer than the limit for each change. */
    public AwsLambdaFunctions(AwsClients clients, Duration limit) {
        this(clients, new Patience(limit));
    }

    AwsLambdaFunctions(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
        this.states = new FunctionStates(clients, patience);
    }

    @Override
    public FunctionVersion latest(String function) {
        return LambdaAnswers.functionVersion(states.settled(function));
    }

    @Override
    public Optional<LiveAlias> alias(String function, String alias) {
        Optional<GetAliasResponse> found = findAlias(function, alias);
        return found.map(live -> new LiveAlias(
                LambdaAnswers.functionVersion(states.look(function, live.functionVersion())),
                weights(live.routingConfig()),
                revision(live.revisionId())));
    }

    private Optional<GetAliasResponse> findAlias(String function, String alias) {
        return clients.failures().send(call("reading alias '" + alias + "' of", "GetAlias", function), () -> {
            try {
                return Optional.of(clients.lambda()
                        .getAlias(request -> request.functionName(function).name(alias)));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private static Map<String, Double> weights(@Nullable AliasRoutingConfiguration routing) {
        return routing == null ? Map.of() : Map.copyOf(routing.additionalVersionWeights());
    }

    @Override
    public FunctionVersion updateLayers(FunctionVersion latest, List<LayerVersionArn> layers) {
        String function = LambdaAnswers.functionName(latest);
        List<String> arns = layers.stream().map(LayerVersionArn::toString).toList();
        UpdateFunctionConfigurationResponse answer = change(
                function,
                call("updating the layers of", "UpdateFunctionConfiguration", function),
                () -> clients.lambda()
                        .updateFunctionConfiguration(request ->
                                request.functionName(function).layers(arns).revisionId(known(latest.revisionId()))));
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
                                .revisionId(known(latest.revisionId()))));
        FunctionVersion updated =
                LambdaAnswers.functionVersion(states.updated(function, latest.revisionId(), answer.revisionId()));
        refuseOther(updated, code.sha256(), latest.layers());
        return updated;
    }

    private static void refuseOther(FunctionVersion updated, Sha256 code, List<LayerVersionArn> layers) {
        if (!updated.codeSha256().equals(code) || !updated.layers().equals(layers)) {
            throw new AwsException(
                    "function '" + LambdaAnswers.functionName(updated) + "' has other "
                            + (updated.codeSha256().equals(code) ? "layers" : "code")
                            + " after the update than this run gave it",
                    "live traffic was not touched; see who else changes this function or its artifacts in S3, then run"
                            + " again");
        }
    }

    @Override
    public FunctionVersion publishVersion(FunctionVersion latest, String description) {
        String function = LambdaAnswers.functionName(latest);
        // Lambda would also publish after an update that failed, and the version would be what was there before it.
        states.settledWell(function);
        String number = retryingConflicts(
                        function,
                        call("publishing a version of", "PublishVersion", function),
                        () -> clients.lambda()
                                .publishVersion(request -> request.functionName(function)
                                        .codeSha256(latest.codeSha256().base64())
                                        .revisionId(known(latest.revisionId()))
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
    public void pointAlias(String alias, Optional<LiveAlias> current, FunctionVersion version, String description) {
        if (current.isPresent()) {
            updateAlias(alias, current.get(), version, description);
        } else {
            createAlias(alias, version, description);
        }
    }

    private void updateAlias(String alias, LiveAlias current, FunctionVersion version, String description) {
        String function = LambdaAnswers.functionName(version);
        retryingConflicts(
                function,
                call("moving alias '" + alias + "' of", "UpdateAlias", function),
                () -> clients.lambda()
                        .updateAlias(request -> request.functionName(function)
                                .name(alias)
                                .functionVersion(version.version())
                                .description(description)
                                // Weights that are not mentioned would stay, and with them traffic to an old version.
                                .routingConfig(routing -> routing.additionalVersionWeights(Map.of()))
                                .revisionId(known(current.revisionId()))));
    }

    private void createAlias(String alias, FunctionVersion version, String description) {
        String function = LambdaAnswers.functionName(version);
        clients.failures().send(call("creating alias '" + alias + "' of", "CreateAlias", function), () -> {
            try {
                return clients.lambda()
                        .createAlias(request -> request.functionName(function)
                                .name(alias)
                                .functionVersion(version.version())
                                .description(description));
            } catch (LambdaException e) {
                throw e.statusCode() == 409 ? createdMeanwhile(alias, function, e) : e;
            }
        });
    }

    private static RuntimeException createdMeanwhile(String alias, String function, LambdaException e) {
        return new AwsException(
                "alias '" + alias + "' of function '" + function + "' was created by somebody else meanwhile",
                LambdaCiException.RUN_AGAIN,
                e);
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
        return retryingConflicts(function, call, request);
    }

    private <T> T retryingConflicts(String function, AwsCall call, Supplier<T> request) {
        Patience.Wait wait = patience.begin();
        return clients.failures().send(call, () -> {
            while (true) {
                try {
                    return request.get();
                } catch (ResourceConflictException e) {
                    wait.pause("another change of " + function);
                }
            }
        });
    }

    private static AwsCall call(String doing, String action, String function) {
        return new AwsCall(doing + " function '" + function + "'", "lambda:" + action, "function " + function);
    }

    private static String revision(@Nullable String revisionId) {
        return revisionId == null ? "" : revisionId;
    }

    /** An emulator without revisions must not be given an empty one. */
    private static @Nullable String known(String revisionId) {
        return revisionId.isEmpty() ? null : revisionId;
    }
}
