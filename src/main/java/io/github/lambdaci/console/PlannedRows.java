package io.github.lambdaci.console;

import io.github.lambdaci.plan.Change;
import java.util.ArrayList;
import java.util.List;

/** Lines below a detail of a plan, of which a long list shows only the first. */
final class PlannedRows {
    private static final int SHOWN = 20;
    private static final int WIDEST_NAME = 50;

    private PlannedRows() {}

    /** A line: what changes, and how. */
    record Row(Change change, String name, String text) {}

    static List<String> of(List<Row> rows) {
        // One more line is as short as "and 1 more".
        int shown = rows.size() <= SHOWN + 1 ? rows.size() : SHOWN;
        List<Row> first = rows.subList(0, shown);
        int width = first.stream()
                .mapToInt(row -> StageLines.visible(row.name()).length())
                .filter(length -> length <= WIDEST_NAME)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        first.forEach(row -> lines.add(line(row, width)));
        if (shown < rows.size()) {
            lines.add("    and " + (rows.size() - shown) + " more, which --output json lists");
        }
        return lines;
    }

    private static String line(Row row, int width) {
        String sign = switch (row.change()) {
            case ADDED -> "+";
            case REMOVED -> "-";
            case CHANGED -> "~";
        };
        String name = StageLines.visible(row.name());
        String padding = " ".repeat(Math.max(0, width - name.length()));
        return ("    " + sign + " " + name + padding + "  " + StageLines.visible(row.text())).stripTrailing();
    }
}
