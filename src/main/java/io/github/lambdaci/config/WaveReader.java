package io.github.lambdaci.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads in which waves an environment's functions are shipped to others. */
final class WaveReader {
    static final String KEY = "waves";
    private static final String ENVIRONMENTS = "environments";
    private static final String AS_IN = "as in 'waves: [prod-eu, {environments: [prod-us, prod-ap], pause: 10m}]'";

    private final String where;

    /**
     * Reads nothing yet.
     *
     * @param where the environment's path in the file
     */
    WaveReader(String where) {
        this.where = where + "." + KEY;
    }

    /** A wave as it is written. */
    record Written(List<FunctionEntry.Named> environments, Optional<Duration> pause, Optional<String> check) {
        Wave wave() {
            return new Wave(environments.stream().map(FunctionEntry.Named::name).toList(), pause, check);
        }
    }

    /** All of them; none if the environment is a place itself. */
    List<Written> read(Parts environment) {
        Optional<Tree.Field> field = environment.find(KEY);
        if (field.isEmpty()) {
            return List.of();
        }
        if (!(field.get().value() instanceof Tree.Items list) || list.items().isEmpty()) {
            throw field.get().place().refuses(where + " must be a list", AS_IN);
        }
        List<Written> waves = list.items().stream().map(this::wave).toList();
        Set<String> seen = new HashSet<>();
        waves.stream().flatMap(wave -> wave.environments().stream()).forEach(named -> {
            if (!seen.add(named.name())) {
                throw named.place()
                        .refuses("'" + named.name() + "' is in two waves", "leave it in the one where it belongs");
            }
        });
        return waves;
    }

    private Written wave(Tree item) {
        if (!(item instanceof Tree.Fields)) {
            return new Written(Parts.names(KEY, item), Optional.empty(), Optional.empty());
        }
        Parts parts = new Parts(where, item, Scope.WAVE);
        parts.fields().stream()
                .filter(field -> !Scope.WAVE.words().contains(field.name()))
                .findFirst()
                .ifPresent(field -> {
                    throw field.place()
                            .refuses(
                                    "there is no '" + field.name() + "' in a wave",
                                    Vocabulary.nearest(field.name(), Scope.WAVE.words())
                                            .map(near -> "did you mean '" + near + "'?")
                                            .orElse("there are " + String.join(", ", Scope.WAVE.words())));
                });
        List<FunctionEntry.Named> environments = parts.names(ENVIRONMENTS);
        if (environments.isEmpty()) {
            throw item.place().refuses("this wave has no environments", AS_IN);
        }
        return new Written(
                environments,
                parts.find("pause").map(WaveReader::duration),
                parts.find("check").map(WaveReader::text));
    }

    /** As for options: hours, minutes and seconds (ISO 8601 without its first letters). */
    private static Duration duration(Tree.Field field) {
        String text = text(field);
        try {
            Duration duration = Duration.parse("PT" + text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // Told with what is below zero.
        }
        throw field.value().place().refuses("'" + text + "' is not a duration", "as in 30s, 10m or 1h30m");
    }

    private static String text(Tree.Field field) {
        if (field.value() instanceof Tree.Scalar scalar && scalar.type() == Tree.Type.TEXT) {
            return scalar.text();
        }
        throw field.value()
                .place()
                .refuses(field.name() + " must be a text, not " + field.value().kind(), AS_IN);
    }
}
