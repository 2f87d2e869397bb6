package io.github.lambdaci.aws;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.OvertakenException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PreconditionFailedException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lambda's aliases by its API. */
public final class AwsLambdaAliases implements LambdaAliases {
    private final AwsClients clients;
    private final FunctionStates states;
    private final ChangeRequests changes;
    private final Patience patience;

    /** Waits no longer than the limit for each change. */
    public AwsLambdaAliases(AwsClients clients, Duration limit) {
        this(clients, new Patience(limit));
    }

    AwsLambdaAliases(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
        this.states = new FunctionStates(clients, patience);
        this.changes = new ChangeRequests(clients, patience);
    }

    @Override
    public Optional<LiveAlias> alias(String function, String alias) {
        try (Together together = Together.reading()) {
            // Its version can be read by the alias's name, before the number is known.
            Pending<Optional<GetFunctionConfigurationResponse>> target = together.start(
                    "reading what alias '" + alias + "' points to", () -> states.lookIfThere(function, alias));
            return find(function, alias)
                    .map(live -> new LiveAlias(
                            LambdaAnswers.functionVersion(target(function, live, target)),
                            weights(live.routingConfig()),
                            Optional.of(Objects.requireNonNullElse(live.description(), "")),
                            revision(live.revisionId())));
        }
    }

    /** The version, read by its number if the alias was moved between both reads. */
    private GetFunctionConfigurationResponse target(
            String function, GetAliasResponse live, Pending<Optional<GetFunctionConfigurationResponse>> target) {
        return target.get()
                .filter(version -> live.functionVersion().equals(version.version()))
                .orElseGet(() -> states.look(function, live.functionVersion()));
    }

    private Optional<GetAliasResponse> find(String function, String alias) {
        return clients.failures().send(call("reading", alias, "GetAlias", function), () -> {
            try {
                return Optional.of(clients.lambda()
                        .getAlias(request -> request.functionName(function).name(alias)));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public List<NamedAlias> aliases(String function) {
        AwsCall call = new AwsCall(
                "listing the aliases of function '" + function + "'", "lambda:ListAliases", "function " + function);
        return clients.failures()
                .send(
                        call,
                        () ->
                                clients
                                        .lambda()
                                        .listAliasesPaginator(request -> request.functionName(function))
                                        .aliases()
                                        .stream()
                                        .map(alias -> new NamedAlias(
                                                alias.name(), alias.functionVersion(), weights(alias.routingConfig())))
                                        .toList());
    }

    @Override
    public LiveAlias point(AliasRoute route, Optional<LiveAlias> current) {
        return current.isPresent() ? update(route, current.get()) : create(route);
    }

    @Override
    public LiveAlias settled(AliasRoute route, LiveAlias pointed) {
        Patience.Wait wait = patience.begin();
        while (true) {
            Optional<LiveAlias> settled = ifSettled(route, pointed);
            if (settled.isPresent()) {
                return settled.get();
            }
            wait.pause(
                    "moving the traffic of alias '" + route.alias() + "' of '"
                            + LambdaAnswers.functionName(route.version()) + "'",
                    "it still sends a part of it elsewhere: see the alias's provisioned concurrency, then run again");
        }
    }

    @Override
    public Optional<LiveAlias> ifSettled(AliasRoute route, LiveAlias pointed) {
        Optional<GetAliasResponse> found = find(LambdaAnswers.functionName(route.version()), route.alias())
                // What is somebody else's by now is not waited for: the next change of it is refused.
                .filter(live -> live.functionVersion().equals(route.version().version()));
        if (found.isEmpty()) {
            return Optional.of(pointed);
        }
        return found.filter(live -> weights(live.routingConfig()).equals(route.weights()))
                .map(live -> new LiveAlias(
                        route.version(), route.weights(), pointed.description(), revision(live.revisionId())));
    }

    private LiveAlias update(AliasRoute route, LiveAlias current) {
        String function = LambdaAnswers.functionName(route.version());
        String revision = changes.send(function, call("moving", route.alias(), "UpdateAlias", function), () -> {
            try {
                return clients.lambda()
                        .updateAlias(request -> request.functionName(function)
                                .name(route.alias())
                                .functionVersion(route.version().version())
                                .description(route.description().orElse(null))
                                // Weights that are not mentioned would stay, and with them traffic to an old version.
                                .routingConfig(routing -> routing.additionalVersionWeights(route.weights()))
                                .revisionId(ChangeRequests.known(current.revisionId())))
                        .revisionId();
            } catch (PreconditionFailedException e) {
                return revisionIfThere(function, route).orElseThrow(() -> e);
            }
        });
        return new LiveAlias(
                route.version(), route.weights(), route.description().or(current::description), revision(revision));
    }

    private LiveAlias create(AliasRoute route) {
        FunctionVersion version = route.version();
        String function = LambdaAnswers.functionName(version);
        String revision = clients.failures().send(call("creating", route.alias(), "CreateAlias", function), () -> {
            try {
                return clients.lambda()
                        .createAlias(request -> request.functionName(function)
                                .name(route.alias())
                                .functionVersion(version.version())
                                .description(route.description().orElse(null)))
                        .revisionId();
            } catch (LambdaException e) {
                if (e.statusCode() != 409) {
                    throw e;
                }
                return revisionIfThere(function, route).orElseThrow(() -> createdMeanwhile(route.alias(), function, e));
            }
        });
        return new LiveAlias(version, Map.of(), route.description(), revision(revision));
    }

    /**
     * An alias's revision if it is what it was to become: AWS refuses a change for the second time if it has made it but
     * its answer was lost.
     */
    private Optional<String> revisionIfThere(String function, AliasRoute route) {
        return find(function, route.alias())
                .filter(alias -> alias.functionVersion().equals(route.version().version())
                        && weights(alias.routingConfig()).equals(route.weights())
                        && route.description()
                                .filter(text -> !text.equals(alias.description()))
                                .isEmpty())
                .map(alias -> revision(alias.revisionId()));
    }

    private static RuntimeException createdMeanwhile(String alias, String function, LambdaException e) {
        return new OvertakenException(
                "alias '" + alias + "' of function '" + function + "' was created by somebody else meanwhile",
                LambdaCiException.RUN_AGAIN,
                e);
    }

    private static AwsCall call(String doing, String alias, String action, String function) {
        return new AwsCall(
                doing + " alias '" + alias + "' of function '" + function + "'",
                "lambda:" + action,
                "function " + function);
    }

    private static Map<String, Double> weights(@Nullable AliasRoutingConfiguration routing) {
        return routing == null ? Map.of() : Map.copyOf(routing.additionalVersionWeights());
    }

    private static String revision(@Nullable String revisionId) {
        return revisionId == null ? "" : revisionId;
    }
}
