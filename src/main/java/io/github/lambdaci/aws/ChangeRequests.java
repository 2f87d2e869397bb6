package io.github.lambdaci.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;

/** Sends changes of functions and aliases, again while another change is under way. */
final class ChangeRequests {
    private final AwsClients clients;
    private final Patience patience;

    ChangeRequests(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    <T> T send(String function, AwsCall call, Supplier<T> request) {
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

    /** An emulator without revisions must not be given an empty one. */
    static @Nullable String known(String revisionId) {
        return revisionId.isEmpty() ? null : revisionId;
    }
}
