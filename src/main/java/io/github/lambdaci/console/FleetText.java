package io.github.lambdaci.console;

import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows what became of many functions as a table. */
public final class FleetText {
    private static final String NOTHING = "-";

    private FleetText() {}

    /** The table and what it comes to, without a line break at its end. */
    public static String of(List<Ending<Release>> endings) {
        if (endings.isEmpty()) {
            return "No function has anything that changed";
        }
        Table table = new Table("function", "status", "version", "before", "code", "dependencies", "took");
        endings.forEach(ending -> row(table, ending));
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(headline(endings));
        return String.join(System.lineSeparator(), lines);
    }

    private static void row(Table table, Ending<Release> ending) {
        Optional<Release> release = ending.value();
        table.row(
                ending.name(),
                status(ending),
                release.map(Release::live)
                        .map(live -> live.isPublished() ? live.version() : NOTHING)
                        .orElse(NOTHING),
                release.filter(done -> done.status() == Release.Status.PUBLISHED)
                        .flatMap(Release::previousVersion)
                        .orElse(NOTHING),
                release.map(done -> done.code().changed()
                                ? Wording.bytes(done.code().bytes())
                                : "unchanged")
                        .orElse(NOTHING),
                release.map(FleetText::dependencies).orElse(NOTHING),
                took(ending).map(Wording::duration).orElse(NOTHING));
    }

    /** How a function that was to be shipped ended, in one word or two. */
    static String status(Ending<Release> ending) {
        return status(ending, release -> release.status().name().toLowerCase(Locale.ROOT));
    }

    /** How a function ended, in one word or two, of which there is one for what was done. */
    static <T> String status(Ending<T> ending, Function<T, String> done) {
        if (ending instanceof Ending.Failed<?>) {
            return "failed";
        }
        return ending instanceof Ending.HeldBack<?>
                ? "held back"
                : ending.value().map(done).orElse("not begun");
    }

    private static String dependencies(Release release) {
        return release.dependencies()
                .map(found -> found.changed() ? found.layer().map(Wording::name).orElse("in the code") : "unchanged")
                .orElse("none");
    }

    /** How long it was worked on; nothing if it was not. */
    static Optional<Duration> took(Ending<?> ending) {
        if (ending instanceof Ending.Done<?> done) {
            return Optional.of(done.took());
        }
        if (ending instanceof Ending.HeldBack<?> held) {
            return Optional.of(held.took());
        }
        return ending instanceof Ending.Failed<?> failed ? Optional.of(failed.took()) : Optional.empty();
    }

    private static String headline(List<Ending<Release>> endings) {
        String counts = endings.stream()
                .collect(Collectors.groupingBy(FleetText::status, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(status -> status.getValue() + " " + status.getKey())
                .collect(Collectors.joining(", "));
        return Wording.count(endings.size(), "function", "functions") + ": " + counts;
    }
}
