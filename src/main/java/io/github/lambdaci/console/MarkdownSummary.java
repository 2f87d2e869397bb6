package io.github.lambdaci.console;

import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.report.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Says in Markdown what a command came to, in the words of the console. */
final class MarkdownSummary {
    private final Course course;
    private final Standing standing;

    MarkdownSummary(Course course, Standing standing) {
        this.course = course;
        this.standing = standing;
    }

    /** The summary, in whole lines, with an empty one at its end for whatever is appended next. */
    String of(Outcome outcome) {
        if (outcome instanceof Outcome.Released released) {
            return release(released.release());
        }
        if (outcome instanceof Outcome.RolledBack rolledBack) {
            return rollback(rolledBack.result());
        }
        if (outcome instanceof Outcome.Planned planned) {
            return plan(planned.plan());
        }
        return failure((Outcome.Failed) outcome);
    }

    private String release(Release release) {
        Markdown text = new Markdown();
        text.heading(ReleaseWording.headline(release));
        List<ReleaseWording.Detail> rows = new ArrayList<>();
        rows.add(new ReleaseWording.Detail("alias", alias(release)));
        rows.addAll(ReleaseWording.details(release));
        release.size()
                .ifPresent(size -> rows.add(new ReleaseWording.Detail(
                        "size",
                        Wording.preciseBytes(size.unzippedBytes()) + " of " + Wording.preciseBytes(size.limitBytes())
                                + " unzipped")));
        text.table(rows);
        if (!release.artifacts().isEmpty()) {
            text.paragraph("Stored in S3:");
            text.list(release.artifacts().stream().map(ReleaseWording::place).toList());
        }
        if (course.sandbox().isEmpty()) {
            ReleaseWording.goBack(release).ifPresent(command -> text.command("To go back:", command));
        }
        return text.toString();
    }

    private static String alias(Release release) {
        String name = release.project().target().alias();
        String version = release.live().version();
        return switch (release.status()) {
            case PUBLISHED ->
                name + ": "
                        + release.previousVersion()
                                .map(before -> before + " -> " + version)
                                .orElse("created for " + version);
            case WAITING, UPLOADED -> name + ", left as it is";
            case UNCHANGED -> name + (release.live().isPublished() ? ": version " + version : ", which does not exist");
        };
    }

    private String rollback(RollbackResult result) {
        Markdown text = new Markdown();
        text.heading(RollbackWording.headline(result));
        text.table(RollbackWording.details(result));
        RollbackWording.undo(result).ifPresent(command -> text.command("To undo it:", command));
        return text.toString();
    }

    private static String plan(Plan plan) {
        List<String> lines = PlanText.of(plan).lines().toList();
        Markdown text = new Markdown();
        text.heading(lines.get(0));
        if (lines.size() > 1) {
            text.block(lines.subList(1, lines.size()));
        }
        return text.toString();
    }

    private String failure(Outcome.Failed failed) {
        Markdown text = new Markdown();
        text.heading(FailureWording.headline(failed, course));
        text.block(Stream.of(
                        failed.message(),
                        failed.hints(),
                        standing.sentence().stream().toList())
                .flatMap(List::stream)
                .toList());
        List<ReleaseWording.Detail> rows = new ArrayList<>();
        course.target()
                .map(LambdaProject.Target::alias)
                .ifPresent(alias -> rows.add(new ReleaseWording.Detail(
                        "alias",
                        alias
                                + course.liveBefore()
                                        .map(version -> ", at version " + version + " before")
                                        .orElse(""))));
        course.sourceVersion()
                .ifPresent(source -> rows.add(new ReleaseWording.Detail("source", Wording.sourceVersion(source))));
        if (course.stage().isPresent()) {
            rows.add(new ReleaseWording.Detail("took", ReleaseWording.took(course.durations())));
        }
        text.table(rows);
        return text.toString();
    }
}
