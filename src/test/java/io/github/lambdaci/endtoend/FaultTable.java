package io.github.lambdaci.endtoend;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of a matrix.
 *
 * @param calls the calls of an undisturbed run, each a row
 */
record FaultTable(String title, List<AwsOperation> calls, List<Cell> cells) {
    private static final int ROW_TITLE = 46;
    private static final int COLUMN = 9;

    /** How a run with a fault ended. */
    enum Result {
        MASKED("ok", "as if nothing had been"),
        FAILED("1", "failed with a message"),
        STOPPED("130", "stopped when told to"),
        DEAD("137", "killed"),
        WRONG("WRONG", "wrong");

        private final String sign;
        private final String meaning;

        Result(String sign, String meaning) {
            this.sign = sign;
            this.meaning = meaning;
        }
    }

    /**
     * One fault in one call.
     *
     * @param problems what was not as it has to be
     */
    record Cell(int call, Fault fault, Result result, List<String> problems) {}

    /** All that was wrong, with what the runs said. */
    List<String> problems() {
        return cells.stream()
                .filter(cell -> cell.result() == Result.WRONG)
                .map(cell -> "call " + cell.call() + ", " + calls.get(cell.call()) + ", " + cell.fault() + ": "
                        + String.join("\n  ", cell.problems()))
                .toList();
    }

    /** For people: how large it was, and each cell's exit code. */
    String text() {
        String head = "%n%s: %d calls x %d faults = %d cells, %d of them run%n"
                .formatted(
                        title, calls.size(), Fault.values().length, calls.size() * Fault.values().length, cells.size());
        String columns = " ".repeat(ROW_TITLE)
                + Arrays.stream(Fault.values())
                        .map(fault -> pad(fault.title(), COLUMN))
                        .collect(Collectors.joining())
                + "\n";
        StringBuilder rows = new StringBuilder();
        for (int call = 0; call < calls.size(); call++) {
            rows.append(pad("%2d %s".formatted(call, calls.get(call)), ROW_TITLE));
            for (Fault fault : Fault.values()) {
                rows.append(pad(sign(call, fault), COLUMN));
            }
            rows.append('\n');
        }
        return head + columns + rows + summary();
    }

    /** How many cells ended how. */
    String summary() {
        return Arrays.stream(Result.values())
                .map(result ->
                        cells.stream().filter(cell -> cell.result() == result).count() + " " + result.meaning)
                .collect(Collectors.joining(", ", title + ": ", "\n"));
    }

    /** The sizes and results of several matrices in one line. */
    static String total(List<FaultTable> tables) {
        int all = tables.stream()
                .mapToInt(table -> table.calls().size() * Fault.values().length)
                .sum();
        List<Cell> cells =
                tables.stream().flatMap(table -> table.cells().stream()).toList();
        return new FaultTable(
                        "all " + tables.size() + " scenarios, " + cells.size() + " of " + all + " cells",
                        List.of(),
                        cells)
                .summary();
    }

    private String sign(int call, Fault fault) {
        return cells.stream()
                .filter(cell -> cell.call() == call && cell.fault() == fault)
                .map(cell -> cell.result().sign)
                .findFirst()
                .orElse("");
    }

    private static String pad(String text, int width) {
        String cut = text.length() < width ? text : text.substring(0, width - 1);
        return cut + " ".repeat(width - cut.length());
    }
}
