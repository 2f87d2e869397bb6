package io.github.lambdaci.fleet;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which functions hang together, as one of them is shipped after another, directly or by way of others. */
public final class Chains {
    /** For a function, another one of its chain, if that was named before it. */
    private final Map<String, String> towardsFirst = new HashMap<>();

    private Chains() {}

    /**
     * The chains of functions.
     *
     * @param after for each of them, those that it comes after; others than these are ignored
     */
    public static Chains of(Map<String, ? extends Collection<String>> after) {
        Chains chains = new Chains();
        after.forEach((function, before) ->
                before.stream().filter(after::containsKey).forEach(other -> chains.join(function, other)));
        return chains;
    }

    private void join(String one, String other) {
        String chain = of(one);
        if (!chain.equals(of(other))) {
            towardsFirst.put(of(other), chain);
        }
    }

    /** The name of a function's chain: that of one of the functions in it, or its own if it is in none. */
    public String of(String function) {
        String first = function;
        for (@Nullable String next = function; next != null; next = towardsFirst.get(first)) {
            first = next;
        }
        return first;
    }
}
