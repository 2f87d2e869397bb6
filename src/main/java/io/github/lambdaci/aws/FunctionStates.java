package io.github.lambdaci.aws;

import io.github.lambdaci.account.LatestState;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.ResourceNotReadyException;
import software.amazon.awssdk.services.lambda.model.SnapStartNotReadyException;
import software.amazon.awssdk.services.lambda.model.State;

/** Looks at functions until Lambda is done with them. */
final class FunctionStates {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionStates.class);
    private static final String LATEST = "$LATEST";
    private static final Pattern FUNCTION_ARN = Pattern.compile("arn:[^:]+:lambda:([^:]*):([^:]*):function:");

    private final AwsClients clients;
    private final Patience patience;

    FunctionStates(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * {@code $LATEST} once nothing is under way; whether the last update failed does not matter, because the next one
     * may be the cure.
     *
     * @throws ProjectException if there is no such function
     */
    GetFunctionConfigurationResponse settled(String function) {
        Patience.Wait wait = patience.begin();
        while (true) {
            GetFunctionConfigurationResponse latest = look(function, LATEST);
            if (!isBusy(latest)) {
                refuseFailedState(function, latest);
                return latest;
            }
            wait.pause("an update of " + function);
        }
    }

    /** {@code $LATEST} once nothing is under way and if the last update succeeded. */
    GetFunctionConfigurationResponse settledWell(String function) {
        GetFunctionConfigurationResponse latest = settled(function);
        refuseFailedUpdate(function, latest);
        return latest;
    }

    /**
     * {@code $LATEST} after an update of ours.
     *
     * @param before the revision before the update
     * @param answer the answer to the update, which may say already that it is done
     */
    GetFunctionConfigurationResponse updated(String function, String before, GetFunctionConfigurationResponse answer) {
        if (!isBusy(answer)) {
            refuseFailedState(function, answer);
            refuseFailedUpdate(function, answer);
            return answer;
        }
        Patience.Wait wait = patience.begin();
        while (true) {
            GetFunctionConfigurationResponse latest = settledWell(function);
            // A read may still show what was there before the update.
            boolean stale = !before.equals(answer.revisionId()) && before.equals(latest.revisionId());
            if (!stale) {
                return latest;
            }
            wait.pause("the update of " + function);
        }
    }

    /**
     * A version once it can be invoked.
     *
     * @throws VersionCheckException if Lambda could not start it
     */
    GetFunctionConfigurationResponse started(String function, String version) {
        return started(function, look(function, version));
    }

    /**
     * A version once it can be invoked.
     *
     * @param answer what Lambda said of it last, which may be that it can be invoked already
     * @throws VersionCheckException if Lambda could not start it
     */
    GetFunctionConfigurationResponse started(String function, GetFunctionConfigurationResponse answer) {
        Patience.Wait wait = patience.begin();
        String version = answer.version();
        GetFunctionConfigurationResponse published = answer;
        while (true) {
            if (published.state() == State.FAILED) {
                throw new VersionCheckException(
                        "Lambda could not start version " + version + " of '" + function + "': "
                                + reason(published.stateReason(), published.stateReasonCodeAsString()),
                        "the alias was not moved; repair what Lambda names, then run again");
            }
            if (published.state() != State.PENDING) {
                return published;
            }
            wait.pause("starting version " + version + " of " + function);
            published = look(function, version);
        }
    }

    /** {@code $LATEST} as it is now, whatever it is in the middle of. */
    LatestState state(String function) {
        GetFunctionConfigurationResponse latest = look(function, LATEST);
        LatestState.Update update = LatestState.Update.SUCCESSFUL;
        String reason = "";
        if (isBusy(latest)) {
            update = LatestState.Update.IN_PROGRESS;
        } else if (latest.state() == State.FAILED) {
            update = LatestState.Update.FAILED;
            reason = reason(latest.stateReason(), latest.stateReasonCodeAsString());
        } else if (latest.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            update = LatestState.Update.FAILED;
            reason = reason(latest.lastUpdateStatusReason(), latest.lastUpdateStatusReasonCodeAsString());
        }
        return new LatestState(
                LambdaAnswers.functionVersion(latest),
                update,
                reason,
                LambdaAnswers.modified(latest.lastModified()),
                Optional.ofNullable(latest.codeSize()).orElse(0L));
    }

    /**
     * A version that was published long ago, once it can be invoked.
     *
     * @throws VersionCheckException if it cannot be
     */
    GetFunctionConfigurationResponse ready(String function, String version) {
        Patience.Wait wait = patience.begin();
        while (look(function, version).state() == State.INACTIVE) {
            wake(function, version);
            wait.pause("waking version " + version + " of " + function);
        }
        GetFunctionConfigurationResponse found = started(function, version);
        // An emulator without states names none.
        if (found.state() != null && found.state() != State.ACTIVE) {
            throw new VersionCheckException(
                    "version " + version + " of '" + function + "' cannot be invoked: it is in state "
                            + found.stateAsString(),
                    "the alias was not moved; choose another version: 'lambda-ci versions' lists them");
        }
        return found;
    }

    /** Invoking is what wakes a version; this first call is refused and runs nothing ("Lambda function states"). */
    private void wake(String function, String version) {
        AwsCall call = new AwsCall(
                "waking version " + version + " of function '" + function + "'",
                "lambda:InvokeFunction",
                resource(function, version));
        clients.failures().send(call, () -> {
            try {
                clients.lambda()
                        .invoke(request -> request.functionName(function)
                                .qualifier(version)
                                .payload(SdkBytes.fromUtf8String("{}")));
            } catch (ResourceNotReadyException | SnapStartNotReadyException | ResourceConflictException e) {
                LOG.debug("version {} of {} wakes: {}", version, function, e.getMessage());
            }
            return version;
        });
    }

    /** A version as it is now. */
    GetFunctionConfigurationResponse look(String function, String qualifier) {
        return clients.failures().send(reading(function, qualifier), () -> {
            try {
                return request(function, qualifier);
            } catch (ResourceNotFoundException e) {
                throw notFound(function, qualifier, e);
            }
        });
    }

    /** A version, or the one that an alias points to, as it is now; nothing if there is none. */
    Optional<GetFunctionConfigurationResponse> lookIfThere(String function, String qualifier) {
        return clients.failures().send(reading(function, qualifier), () -> {
            try {
                return Optional.of(request(function, qualifier));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    private static AwsCall reading(String function, String qualifier) {
        return new AwsCall(
                "reading function '" + function + "'",
                "lambda:GetFunctionConfiguration",
                resource(function, qualifier));
    }

    private GetFunctionConfigurationResponse request(String function, String qualifier) {
        return clients.lambda().getFunctionConfiguration(request -> {
            request.functionName(function);
            if (!qualifier.equals(LATEST)) {
                request.qualifier(qualifier);
            }
        });
    }

    private static String resource(String function, String qualifier) {
        return "function " + function + (qualifier.equals(LATEST) ? "" : ":" + qualifier);
    }

    private LambdaCiException notFound(String function, String qualifier, ResourceNotFoundException e) {
        if (!qualifier.equals(LATEST)) {
            return new AwsException(
                    "there is no version " + qualifier + " of function '" + function + "'",
                    "it was deleted, or never published: 'aws lambda list-versions-by-function --function-name "
                            + function
                            + "' lists those that exist; an alias that points to it must be pointed to one of them",
                    e);
        }
        Matcher arn = FUNCTION_ARN.matcher(String.valueOf(e.getMessage()));
        boolean known = arn.find();
        return new ProjectException(
                "there is no function '" + function + "' in region " + (known ? arn.group(1) : clients.region())
                        + (known ? " of account " + arn.group(2) : ""),
                "check the name, the region (AWS_REGION) and whose credentials these are"
                        + " ('aws sts get-caller-identity'); lambda-ci creates no functions: Terraform or CloudFormation"
                        + " does",
                e);
    }

    private static boolean isBusy(GetFunctionConfigurationResponse function) {
        return function.state() == State.PENDING || function.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS;
    }

    private static void refuseFailedState(String function, GetFunctionConfigurationResponse latest) {
        if (latest.state() == State.FAILED) {
            throw new AwsException(
                    "function '" + function + "' is in state Failed: "
                            + reason(latest.stateReason(), latest.stateReasonCodeAsString()),
                    "nothing was changed; repair the function's configuration where it is kept (Terraform,"
                            + " CloudFormation), then run again");
        }
    }

    private static void refuseFailedUpdate(String function, GetFunctionConfigurationResponse latest) {
        if (latest.lastUpdateStatus() == LastUpdateStatus.FAILED) {
            throw new AwsException(
                    "the update of function '" + function + "' failed: "
                            + reason(latest.lastUpdateStatusReason(), latest.lastUpdateStatusReasonCodeAsString()),
                    "the old code is still live; repair what Lambda names, then run again");
        }
    }

    private static String reason(@Nullable String reason, @Nullable String code) {
        String text =
                Optional.ofNullable(reason).filter(given -> !given.isBlank()).orElse("Lambda gives no reason");
        return code == null ? text : text + " (" + code + ")";
    }
}
