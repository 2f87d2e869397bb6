package io.github.lambdaci.console;

import io.github.lambdaci.packages.Omission;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.packages.Slimming;
import io.github.lambdaci.pipeline.SizeReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Tells how large things are and what was saved; on a terminal with bars. */
final class SizeLines {
    /** Below this share of the limit, sizes are told only to who asks. */
    private static final double WORTH_TELLING = 0.5;

    private static final int NAMES_SHOWN = 5;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_BAR = 40;
    private static final int SHORTEST_BAR = 8;
    private static final String EIGHTHS = "▏▎▍▌▋▊▉";

    private final StageLines lines;
    private final Terminal terminal;
    private boolean asked;

    SizeLines(StageLines lines, Terminal terminal) {
        this.lines = lines;
        this.terminal = terminal;
    }

    /** Takes whether the user asked for sizes. */
    void ask(boolean wanted) {
        asked = wanted;
    }

    void omitted(Omission omission) {
        if (!omission.packages().isEmpty()) {
            List<String> names = omission.packages().stream()
                    .map(part -> part.name() + " (" + Wording.bytes(part.bytes()) + ")")
                    .toList();
            lines.say("left out " + Wording.some(names, NAMES_SHOWN));
        }
        if (!omission.unknown().isEmpty()) {
            boolean one = omission.unknown().size() == 1;
            lines.warn("--omit names " + Wording.and(omission.unknown()) + ", which " + (one ? "is" : "are")
                    + " not among the packages");
        }
    }

    void slimmed(Slimming slimming) {
        lines.say("slim saved " + Wording.bytes(slimming.before() - slimming.after()) + " of "
                + Wording.bytes(slimming.before()));
    }

    void layersUnknown(SizeReport report) {
        List<String> unknown = report.layers().stream()
                .filter(layer -> !layer.size().exact())
                .map(layer -> layer.name() + " (" + Wording.bytes(layer.size().bytes()) + " zipped)")
                .toList();
        lines.warn("how large " + Wording.and(unknown) + (unknown.size() == 1 ? " is" : " are")
                + " unzipped cannot be read (lambda:GetLayerVersion); with the rest, "
                + Wording.bytes(report.unzippedBytes()) + " of " + Wording.bytes(report.limitBytes())
                + " are taken at least, and Lambda may refuse the deployment");
    }

    void measured(SizeReport report) {
        double share = (double) report.unzippedBytes() / report.limitBytes();
        if (!asked && share < WORTH_TELLING) {
            return;
        }
        lines.say((report.isExact() ? "" : "at least ") + Wording.bytes(report.unzippedBytes()) + " of the "
                + Wording.bytes(report.limitBytes()) + " that Lambda allows unzipped ("
                + String.format(Locale.ROOT, "%.0f %%", share * 100) + "): code "
                + Wording.bytes(report.codeBytes()) + layers(report));
        report.packages().ifPresent(packages -> chart("largest packages", packages));
        chart("largest files", report.files());
    }

    private static String layers(SizeReport report) {
        return report.layers().stream()
                .map(layer -> ", layer " + layer.name() + (layer.size().exact() ? " " : " at least ")
                        + Wording.bytes(layer.size().bytes()))
                .collect(Collectors.joining());
    }

    private void chart(String title, List<Part> parts) {
        List<Part> shown = parts.stream().limit(SizeReport.SHOWN).toList();
        if (shown.isEmpty()) {
            return;
        }
        lines.say(title);
        int nameWidth = shown.stream()
                .mapToInt(part -> shortened(part.name()).length())
                .max()
                .orElse(0);
        for (Part part : shown) {
            String name = shortened(part.name());
            String row = "  " + name + " ".repeat(nameWidth - name.length())
                    + String.format(Locale.ROOT, "  %6s", Wording.bytes(part.bytes()));
            lines.row(row, bar(part.bytes(), shown.get(0).bytes(), row.length()));
        }
    }

    /** The end of a name says more than its beginning. */
    private static String shortened(String name) {
        String plain = StageLines.visible(name);
        return plain.length() <= LONGEST_NAME ? plain : "..." + plain.substring(plain.length() - LONGEST_NAME + 3);
    }

    private String bar(long bytes, long most, int used) {
        int width = Math.min(LONGEST_BAR, terminal.columns() - StageLines.INDENT - used - 3);
        if (width < SHORTEST_BAR || most == 0) {
            return "";
        }
        int eighths = (int) Math.max(bytes == 0 ? 0 : 1, Math.round(8.0 * width * bytes / most));
        if (!terminal.unicode()) {
            return "#".repeat((eighths + 7) / 8);
        }
        return "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8 - 1));
    }
}
