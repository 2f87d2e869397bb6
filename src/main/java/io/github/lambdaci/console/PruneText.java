package io.github.lambdaci.console;

import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.ListedArtifact;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.history.Fate;
import io.github.lambdaci.history.Item;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Pruned;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Writes what was removed, and why the rest of what is old was not, as a table. */
public final class PruneText {
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Pruned pruned;
    private final ReasonWording reasons;

    private PruneText(Pruned pruned) {
        this.pruned = pruned;
        this.reasons = new ReasonWording(pruned.request());
    }

    /** The table, without a line break at its end. */
    public static String of(Pruned pruned) {
        return new PruneText(pruned).text();
    }

    /** As in {@code 2026-11-21 12:00}, in UTC. */
    static String time(Instant time) {
        return MINUTES.format(time);
    }

    private String text() {
        List<List<String>> rows = Stream.of(
                        rows("version", pruned.versions(), this::version),
                        rows("layer", pruned.layers(), this::layer),
                        rows("object", pruned.objects(), PruneText::object))
                .flatMap(List::stream)
                .toList();
        List<String> lines = new ArrayList<>(aligned(rows));
        lines.add(total());
        pruned.storage().map(PruneText::storage).ifPresent(lines::add);
        return String.join("\n", lines);
    }

    private <T> List<List<String>> rows(String kind, List<Item<T>> items, Function<T, List<String>> cells) {
        return items.stream()
                .filter(item -> !(item.fate() instanceof Fate.Kept kept && kept.isYoung()))
                .map(item -> Stream.of(List.of(kind), cells.apply(item.thing()), List.of(reasons.of(item.fate())))
                        .flatMap(List::stream)
                        .toList())
                .toList();
    }

    private List<String> version(PublishedVersion version) {
        String name = version.version().version()
                + (version.description().isEmpty() ? "" : "  " + Wording.sourceVersion(version.description()));
        return List.of(name, time(version.modified()), Wording.bytes(version.codeBytes()));
    }

    private List<String> layer(LayerVersion layer) {
        Optional<Long> bytes = pruned.bytes(layer);
        return List.of(
                Wording.name(layer.arn()),
                time(layer.created()),
                bytes.map(Wording::bytes).orElse(""));
    }

    private static List<String> object(ListedArtifact object) {
        return List.of(
                object.key().key().replaceFirst("([0-9a-f]{12})[0-9a-f]{52}", "$1…"),
                time(object.modified()),
                Wording.bytes(object.bytes()));
    }

    private static List<String> aligned(List<List<String>> rows) {
        int[] widths = new int[5];
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(padded(row.get(0), StageLines.INDENT));
        for (int column = 1; column < widths.length; column++) {
            line.append(padded(row.get(column), widths[column] + 2));
        }
        return line.toString().stripTrailing();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private String total() {
        boolean dry = pruned.request().mode() == PruneRequest.Mode.DRY_RUN;
        List<String> parts = Stream.of(
                        part(pruned.versions(), "version", item -> Optional.of(item.codeBytes())),
                        part(pruned.layers(), "layer version", pruned::bytes),
                        part(pruned.objects(), "object", item -> Optional.of(item.bytes())))
                .flatMap(Optional::stream)
                .toList();
        String fate = dry ? " would be deleted" : " deleted";
        return padded("total", StageLines.INDENT)
                + (parts.isEmpty() ? "nothing" + fate : Wording.and(parts) + fate)
                + kept();
    }

    private String kept() {
        long kept = pruned.versions().stream().filter(item -> !item.isGone()).count();
        return "; " + Wording.count(kept, "version stays", "versions stay");
    }

    private static <T> Optional<String> part(List<Item<T>> items, String name, Function<T, Optional<Long>> bytes) {
        List<T> gone = items.stream().filter(Item::isGone).map(Item::thing).toList();
        long sum = gone.stream()
                .flatMap(item -> bytes.apply(item).stream())
                .mapToLong(Long::longValue)
                .sum();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(Wording.count(gone.size(), name, name + "s")
                        + (sum == 0 ? "" : " (" + Wording.bytes(sum) + ")"));
    }

    private static String storage(Pruned.Storage storage) {
        CodeStorage after = storage.after();
        String before = storage.before().equals(after)
                ? ""
                : Wording.bytes(storage.before().usedBytes()) + " -> ";
        return padded("storage", StageLines.INDENT) + "functions and layers take " + before
                + Wording.bytes(after.usedBytes()) + " of " + Wording.bytes(after.limitBytes());
    }
}
