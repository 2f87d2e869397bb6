package io.github.lambdaci.console;

import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.plan.Change;
import io.github.lambdaci.plan.DependencyChange;
import io.github.lambdaci.plan.FileChange;
import io.github.lambdaci.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says which files of the code a run would change. */
final class PlannedFiles {
    private PlannedFiles() {}

    /** How many files, of code whose files were compared. */
    static String count(Plan plan) {
        List<FileChange> changes = plan.code().files().changes();
        if (changes.isEmpty()) {
            boolean packages = plan.dependencies()
                    .filter(found -> !found.packages().changes().isEmpty())
                    .isPresent();
            boolean inCode =
                    plan.dependencies().filter(DependencyChange::inCode).isPresent();
            return packages && inCode ? "changed with the packages in it" : "the same files in another zip";
        }
        List<String> counts = new ArrayList<>();
        addCount(changes, Change.CHANGED, "changed", counts);
        addCount(changes, Change.ADDED, "added", counts);
        addCount(changes, Change.REMOVED, "removed", counts);
        return String.join(", ", counts);
    }

    private static void addCount(List<FileChange> changes, Change kind, String word, List<String> counts) {
        long number = changes.stream().filter(change -> change.change() == kind).count();
        if (number > 0) {
            counts.add(
                    (counts.isEmpty() ? Wording.count(number, "file", "files") : String.valueOf(number)) + " " + word);
        }
    }

    /** A line for each file. */
    static List<String> rows(List<FileChange> changes) {
        return PlannedRows.of(changes.stream().map(PlannedFiles::row).toList());
    }

    private static PlannedRows.Row row(FileChange change) {
        return new PlannedRows.Row(
                change.change(),
                change.name(),
                switch (change.change()) {
                    case ADDED -> Wording.bytes(change.after().orElseThrow().bytes());
                    case REMOVED -> Wording.bytes(change.before().orElseThrow().bytes());
                    case CHANGED ->
                        changed(change.before().orElseThrow(), change.after().orElseThrow());
                });
    }

    private static String changed(ZippedFile before, ZippedFile after) {
        String sizes = PlanText.sizes(Optional.of(before.bytes()), after.bytes());
        if (before.kind() == after.kind()) {
            return sizes;
        }
        String kind = switch (after.kind()) {
            case LINK -> "a link now";
            case PROGRAM -> "executable now";
            case FILE -> before.kind() == ZippedFile.Kind.LINK ? "no link any more" : "not executable any more";
        };
        return before.holdsTheSameAs(after) ? kind : sizes + ", " + kind;
    }
}
