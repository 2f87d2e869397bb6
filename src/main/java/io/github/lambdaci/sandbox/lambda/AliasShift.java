package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What CodeDeploy needs of Lambda: to see where an alias points, and to move its traffic. */
public final class AliasShift {
    private final FunctionStore functions;

    AliasShift(FunctionStore functions) {
        this.functions = functions;
    }

    /** An alias of a function of this account. */
    public record Name(String region, String function, String alias) {}

    /** Where the calls of an alias go: to a version, and shares of them to another. */
    public record Route(String version, Map<String, Double> weights) {}

    private FunctionRef ref(Name name) {
        return FunctionRef.parse(
                name.function(), Optional.empty(), functions.settings().account(), name.region());
    }

    /** The ARN of the alias. */
    public String arn(Name name) {
        return ref(name).unqualified().qualified(name.alias()).arn();
    }

    /** Where the alias points; none if the function or the alias is not there. */
    public Optional<Route> find(Name name) throws IOException {
        return functions
                .find(ref(name))
                .flatMap(function -> function.alias(name.alias()))
                .map(AliasShift::route);
    }

    private static Route route(ObjectNode alias) {
        Map<String, Double> weights = new java.util.TreeMap<>();
        alias.path("RoutingConfig")
                .path("AdditionalVersionWeights")
                .properties()
                .forEach(
                        weight -> weights.put(weight.getKey(), weight.getValue().asDouble()));
        return new Route(alias.path("FunctionVersion").asText(), weights);
    }

    /** Whether a version is published. */
    public boolean hasVersion(Name name, String version) throws IOException {
        return functions
                .find(ref(name))
                .flatMap(function -> function.version(version))
                .isPresent();
    }

    /** Moves the alias by the rules of UpdateAlias, with an error of Lambda's if they are broken. */
    public void move(Name name, Route route) throws IOException {
        ObjectNode request = Json.object().put("FunctionVersion", route.version());
        ObjectNode weights = request.putObject("RoutingConfig").putObject("AdditionalVersionWeights");
        route.weights().forEach(weights::put);
        AliasOperations aliases = new AliasOperations(functions);
        functions.change(ref(name).unqualified(), function -> aliases.update(function, name.alias(), request));
    }
}
