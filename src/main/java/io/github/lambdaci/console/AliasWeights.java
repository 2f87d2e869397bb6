package io.github.lambdaci.console;

import io.github.lambdaci.account.LiveAlias;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Words for an alias that shares its traffic between versions. */
final class AliasWeights {
    private AliasWeights() {}

    /** As in {@code , with 10 % of its traffic on version 43}; empty if one version has all of it. */
    static String of(LiveAlias alias) {
        return alias.weights().isEmpty() ? "" : ", with " + shares(alias.weights(), " of its traffic");
    }

    /** Says that one version gets all of the traffic again; empty if it had it before. */
    static String cleared(LiveAlias before) {
        return before.weights().isEmpty()
                ? ""
                : " with all traffic (before, " + shares(before.weights(), " of it") + ")";
    }

    /** As in {@code 10 % of it on version 43}. */
    static String shares(Map<String, Double> weights, String ofWhat) {
        return new TreeMap<>(weights)
                .entrySet().stream()
                        .map(share -> Wording.percent(share.getValue()) + ofWhat + " on version " + share.getKey())
                        .collect(Collectors.joining(" and "));
    }
}
