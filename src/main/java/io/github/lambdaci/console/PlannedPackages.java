package io.github.lambdaci.console;

import io.github.lambdaci.packages.InstalledPackage;
import io.github.lambdaci.pipeline.Wanted;
import io.github.lambdaci.plan.DependencyChange;
import io.github.lambdaci.plan.DependencyChange.Cause;
import io.github.lambdaci.plan.PackageChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.project.Provenance;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says which packages a run would change, and why. */
final class PlannedPackages {
    private PlannedPackages() {}

    static String sentence(Plan plan) {
        Optional<DependencyChange> change = plan.dependencies();
        if (change.isEmpty()) {
            return "none";
        }
        if (!change.get().isChanged()) {
            return "unchanged, " + place(plan, change.get());
        }
        String why = change.get().causes().isEmpty()
                ? "packages in the code changed"
                : change.get().causes().stream()
                        .map(cause -> cause(cause, plan, change.get()))
                        .collect(Collectors.joining("; "));
        return why + compared(change.get());
    }

    private static String compared(DependencyChange change) {
        Optional<String> unreadable = change.packages().unreadable();
        if (unreadable.isPresent()) {
            return "; the live packages cannot be read (" + unreadable.get()
                    + "), so these are all that would be shipped";
        }
        return change.packages().changes().isEmpty() ? "; the packages have the same versions and files" : "";
    }

    private static String place(Plan plan, DependencyChange change) {
        return change.inCode()
                ? "in the code"
                : change.wanted()
                        .flatMap(Wanted::published)
                        .map(layer -> "layer " + Wording.name(layer))
                        .orElse("layer " + plan.project().target().layer());
    }

    private static String cause(Cause cause, Plan plan, DependencyChange change) {
        Wanted wanted = change.wanted().orElseThrow();
        String descriptor = wanted.recipe()
                .map(recipe -> Wording.descriptor(recipe.build().descriptor()))
                .orElse("");
        String live = Wording.version(plan.live());
        return switch (cause) {
            case FIRST -> "released for the first time, from " + descriptor;
            case DESCRIPTOR -> descriptor + " changed";
            case RUNTIME ->
                "the runtime is " + wanted.build().runtime() + " now and was "
                        + plan.live().runtime();
            case ARCHITECTURE ->
                "the architecture is " + wanted.build().architecture() + " now and was "
                        + plan.live().architecture();
            case INPUTS -> "the lock file, a file that " + descriptor + " names, the image or an option changed";
            case PLACE -> change.inCode() ? "they go into the code now" : "they go into a layer now";
            case NOT_ATTACHED -> live + " has others, though " + descriptor + " is the same";
            case PROMOTED ->
                "those of "
                        + plan.project()
                                .provenance()
                                .map(Provenance::environment)
                                .orElseThrow() + " are others";
        };
    }

    /** A line for each package. */
    static List<String> rows(DependencyChange change) {
        if (!change.isChanged()) {
            return List.of();
        }
        return PlannedRows.of(
                change.packages().changes().stream().map(PlannedPackages::row).toList());
    }

    private static PlannedRows.Row row(PackageChange change) {
        String before = change.before().map(PlannedPackages::versions).orElse("");
        String after = change.after().map(PlannedPackages::versions).orElse("");
        String text = switch (change.change()) {
            case ADDED -> after;
            case REMOVED -> before;
            case CHANGED ->
                change.isRebuilt()
                        ? (after.isEmpty() ? "" : after + ", ") + "with other files"
                        : unknown(before) + " -> " + unknown(after);
        };
        return new PlannedRows.Row(change.change(), change.name(), text);
    }

    private static String versions(InstalledPackage found) {
        return String.join(", ", found.versions());
    }

    private static String unknown(String versions) {
        return versions.isEmpty() ? "no version" : versions;
    }
}
