package io.github.lambdaci.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hides secrets that were looked up, in every text that is shown. */
public final class Redaction {
    private static final String HIDDEN = "***";
    /** A line of a secret, such as "}" of JSON, can be in any text. */
    private static final int SHORTEST_LINE = 8;

    private volatile List<String> secrets = List.of();

    /** Hides these from now on, whole and line by line. */
    public void add(Collection<String> more) {
        secrets = Stream.of(
                        secrets.stream(),
                        more.stream(),
                        more.stream().flatMap(String::lines).filter(line -> line.length() >= SHORTEST_LINE))
                .flatMap(all -> all)
                .filter(secret -> !secret.isBlank())
                .distinct()
                // Of two of which one is a part of the other, nothing is left.
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** A text without the secrets in it. */
    public String of(String text) {
        String hidden = text;
        for (String secret : secrets) {
            hidden = hidden.replace(secret, HIDDEN);
        }
        return hidden;
    }
}
