package io.github.lambdaci.console;

import io.github.lambdaci.history.ReleasedVersion;
import io.github.lambdaci.history.ReleasedVersion.Note;
import io.github.lambdaci.history.VersionList;
import java.util.ArrayList;
import java.util.List;

/** Shows the versions of a function as a table. */
public final class VersionsText {
    private static final int LONGEST_SOURCE = 30;

    private VersionsText() {}

    /** The table, without a line break at its end. */
    public static String of(VersionList list) {
        if (list.versions().isEmpty()) {
            return "function " + list.target().function() + " has no published version";
        }
        Table table = new Table("version", "published", "source version", "code", "layer", "size", "live");
        list.versions()
                .forEach(version -> table.row(
                        version.number(),
                        Wording.time(version.published().modified()),
                        source(version.sourceVersion()) + from(version),
                        Wording.hash(version.published().version().codeSha256()),
                        version.ownLayer()
                                .map(layer -> String.valueOf(layer.version()))
                                .orElse("-"),
                        Wording.bytes(version.published().codeBytes()),
                        live(version)));
        List<String> lines = new ArrayList<>(table.lines());
        if (list.older() > 0) {
            lines.add("and " + list.older() + " older: --limit "
                    + (list.versions().size() + list.older()) + " shows all");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String source(String sourceVersion) {
        String text = StageLines.visible(Wording.sourceVersion(sourceVersion));
        if (text.isEmpty()) {
            return "-";
        }
        return text.length() <= LONGEST_SOURCE ? text : text.substring(0, LONGEST_SOURCE - 3) + "...";
    }

    private static String from(ReleasedVersion version) {
        return version.provenance()
                .map(from -> " from " + StageLines.visible(from.environment()))
                .orElse("");
    }

    private static String live(ReleasedVersion version) {
        List<String> words = new ArrayList<>();
        version.traffic()
                .forEach(traffic -> words.add(
                        traffic.alias() + (traffic.share() < 1 ? " " + Wording.percent(traffic.share()) : "")));
        if (version.notes().contains(Note.ROLLED_BACK)) {
            words.add("(rolled back)");
        }
        if (version.notes().contains(Note.LIVE_BEFORE)) {
            words.add("(live before)");
        }
        return String.join(" ", words);
    }
}
