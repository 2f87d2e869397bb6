package io.github.lambdaci.console;

import io.github.lambdaci.plan.AliasMove;
import io.github.lambdaci.plan.CodeChange;
import io.github.lambdaci.plan.LayerChange;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.plan.Reason;
import io.github.lambdaci.plan.SizeChange;
import io.github.lambdaci.project.LambdaProject.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what a run would change. */
public final class PlanText {
    private static final String NEW_VERSION = "a new version";

    private final Plan plan;
    private final List<String> lines = new ArrayList<>();

    private PlanText(Plan plan) {
        this.plan = plan;
    }

    /** The plan over one or several lines, without a line break at its end. */
    public static String of(Plan plan) {
        PlanText text = new PlanText(plan);
        text.lines.add(text.headline());
        if (plan.hasChanges()) {
            text.addDetails();
        }
        return String.join("\n", text.lines);
    }

    private String headline() {
        Target target = plan.project().target();
        AliasMove move = plan.move();
        String alias = " (alias " + target.alias() + ")";
        String before = move.before().map(PlanText::version).orElse("");
        String stays = target.function() + " would stay at " + before + alias;
        return switch (move.kind()) {
            case NONE ->
                plan.hasChanges()
                        ? stays + ", but $LATEST would be put right"
                        : "Nothing would change: " + target.function() + " stays at " + before + alias;
            case CLEAR_WEIGHTS -> stays + ", which would get all of the traffic";
            case MOVE -> target.function() + " would be released: " + before + " -> " + after(move) + alias;
            case CREATE ->
                target.function() + " would be released: " + after(move) + ", with alias " + target.alias()
                        + " created for it";
        };
    }

    private static String after(AliasMove move) {
        return move.after().map(PlanText::version).orElse(NEW_VERSION);
    }

    private static String version(String version) {
        return version.startsWith("$") ? version : "version " + version;
    }

    private void addDetails() {
        detail("code", code());
        lines.addAll(PlannedFiles.rows(plan.code().files().changes()));
        detail("dependencies", PlannedPackages.sentence(plan));
        plan.dependencies().ifPresent(change -> lines.addAll(PlannedPackages.rows(change)));
        layers().ifPresent(text -> detail("layers", text));
        plan.size().ifPresent(size -> detail("size", size(size)));
        if (plan.reasons().contains(Reason.SETTINGS)) {
            detail("settings", "changed on $LATEST (memory, environment or the like), and would be published too");
        }
        alias().ifPresent(text -> detail("alias", text));
    }

    private void detail(String subject, String text) {
        lines.add("  " + StageLines.pad(subject, StageLines.DETAIL) + text);
    }

    private String code() {
        CodeChange code = plan.code();
        if (!code.isChanged()) {
            return "unchanged, " + Wording.bytes(code.bytesAfter());
        }
        String sizes = sizes(code.bytesBefore(), code.bytesAfter()) + " zipped";
        return code.files()
                .unreadable()
                .map(why -> "changed, " + sizes + "; its files cannot be compared: " + oneLine(why))
                .orElseGet(() -> PlannedFiles.count(plan) + "; " + sizes);
    }

    /** What somebody else wrote, as a part of a line. */
    static String oneLine(String text) {
        return StageLines.visible(text.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    static String sizes(Optional<Long> before, long after) {
        String now = Wording.bytes(after);
        return before.map(Wording::bytes)
                .filter(then -> !then.equals(now))
                .map(then -> then + " -> " + now)
                .orElse(now);
    }

    private Optional<String> layers() {
        if (plan.layers().stream().allMatch(layer -> layer.kind() == LayerChange.Kind.KEPT)) {
            return Optional.empty();
        }
        String others = plan.reasons().contains(Reason.LAYERS) ? "; others than its own were changed on $LATEST" : "";
        return Optional.of(plan.layers().stream().map(this::layer).collect(Collectors.joining("; ")) + others);
    }

    private String layer(LayerChange layer) {
        String name = layer.name();
        String before = layer.before().map(number -> name + ":" + number).orElse("");
        return switch (layer.kind()) {
            case KEPT -> before + " stays";
            case REMOVED -> before + " is taken off";
            case PUBLISHED -> before.isEmpty() ? NEW_VERSION + " of " + name : before + " -> " + NEW_VERSION;
            case REUSED -> {
                boolean own = name.equals(plan.project().target().layer());
                String after = name + ":" + layer.after().orElseThrow() + (own ? ", which is there already" : "");
                yield before.isEmpty() ? "added: " + after : before + " -> " + after;
            }
        };
    }

    private static String size(SizeChange size) {
        String after = Wording.preciseBytes(size.after().unzippedBytes());
        String before = size.before()
                .map(Wording::preciseBytes)
                .filter(then -> !then.equals(after))
                .map(then -> then + " -> ")
                .orElse("");
        return (size.after().isExact() ? "" : "at least ") + before + after + " of "
                + Wording.preciseBytes(size.after().limitBytes()) + " unzipped";
    }

    private Optional<String> alias() {
        String name = plan.project().target().alias();
        if (plan.reasons().contains(Reason.ALIAS_TO_LATEST)) {
            return Optional.of(name + " points to $LATEST, which is live as soon as anybody changes it");
        }
        return plan.move().weights().isEmpty()
                ? Optional.empty()
                : Optional.of(name + " shares its traffic, and would not any more: "
                        + AliasWeights.shares(plan.move().weights(), " of it"));
    }
}
