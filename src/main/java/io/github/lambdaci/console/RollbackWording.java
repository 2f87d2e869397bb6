package io.github.lambdaci.console;

import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.project.LambdaProject.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is said of a rollback that came to its end, on the terminal and in reports. */
final class RollbackWording {
    private RollbackWording() {}

    /** What it came to, in one sentence. */
    static String headline(RollbackResult result) {
        Target target = result.target();
        String version = result.live().version();
        String alias = " (alias " + target.alias() + ")";
        return result.status() == RollbackResult.Status.UNCHANGED
                ? "Nothing to do: " + target.function() + " is live at version " + version + alias + " already"
                : target.function() + " is live at version " + version + " again" + alias;
    }

    /** What is worth knowing of it. */
    static List<ReleaseWording.Detail> details(RollbackResult result) {
        List<ReleaseWording.Detail> details = new ArrayList<>();
        if (!result.sourceVersion().isEmpty()) {
            details.add(new ReleaseWording.Detail("source", Wording.sourceVersion(result.sourceVersion())));
        }
        result.from().ifPresent(from -> details.add(new ReleaseWording.Detail("before", "version " + from)));
        return details;
    }

    /** The command that undoes it. */
    static Optional<String> undo(RollbackResult result) {
        return result.from().map(from -> Commands.rollback(result.target(), Optional.of(from)));
    }
}
