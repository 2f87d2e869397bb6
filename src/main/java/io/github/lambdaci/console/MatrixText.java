package io.github.lambdaci.console;

import io.github.lambdaci.fleet.Job;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.fleet.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows over which builds functions are spread. */
final class MatrixText {
    private static final String ESTIMATED = "*";

    private MatrixText() {}

    /** The table and what it comes to, without a line break at its end. */
    static String of(Matrix matrix) {
        if (matrix.shares().isEmpty()) {
            return "Nothing is to be done: no build is needed";
        }
        Table table = new Table("build", "work", "functions");
        for (int i = 0; i < matrix.shares().size(); i++) {
            Share share = matrix.shares().get(i);
            table.row(String.valueOf(i + 1), Wording.duration(share.cost()), names(share));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(headline(matrix));
        if (matrix.shares().stream().flatMap(share -> share.jobs().stream()).anyMatch(Job::estimated)) {
            lines.add(ESTIMATED + " an estimate: how long its last run took is not recorded");
        }
        return String.join(System.lineSeparator(), lines);
    }

    private static String names(Share share) {
        return share.jobs().stream()
                .map(job -> job.function() + (job.estimated() ? ESTIMATED : ""))
                .collect(Collectors.joining(", "));
    }

    private static String headline(Matrix matrix) {
        String line = Wording.count(matrix.changed(), "function", "functions") + " in "
                + Wording.count(matrix.shares().size(), "build", "builds");
        if (matrix.unchanged() > 0) {
            line += ", nothing to do for " + Wording.count(matrix.unchanged(), "other", "others");
        }
        return matrix.shares().size() == 1
                ? line
                : line + "; the longest has " + Wording.duration(matrix.longest()) + " of work, evenly spread it is "
                        + Wording.duration(matrix.even());
    }
}
