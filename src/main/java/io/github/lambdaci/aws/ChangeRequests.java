package io.github.lambdaci.aws;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.OvertakenException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/** Sends changes of functions and aliases, again while another change is under way. */
final class ChangeRequests {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeRequests.class);

    private final AwsClients clients;
    private final Patience patience;

    ChangeRequests(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    /**
     * Sends a change.
     *
     * @param own what the change came to, if what is there now is just what it makes: the SDK sends again what was not
     *     answered, and what had taken effect all the same is refused then, as if somebody else had changed it
     */
    <T> T send(String function, AwsCall call, Supplier<T> request, Supplier<Optional<T>> own) {
        try {
            return send(function, call, request);
        } catch (OvertakenException e) {
            return found(call, own, e).orElseThrow(() -> e);
        }
    }

    private <T> T send(String function, AwsCall call, Supplier<T> request) {
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

    private static <T> Optional<T> found(AwsCall call, Supplier<Optional<T>> own, OvertakenException refusal) {
        try {
            Optional<T> found = own.get();
            LOG.debug("{} was refused, and {}", call.doing(), found.isPresent() ? "is done" : "is not done");
            return found;
        } catch (LambdaCiException e) {
            refusal.addSuppressed(e);
            return Optional.empty();
        }
    }

    /** An emulator without revisions must not be given an empty one. */
    static @Nullable String known(String revisionId) {
        return revisionId.isEmpty() ? null : revisionId;
    }
}
