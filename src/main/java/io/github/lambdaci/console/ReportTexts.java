package io.github.lambdaci.console;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.io.IOException;
import java.util.Optional;

/** What the reports of a command say. */
public final class ReportTexts {
    private final StageLines lines;
    private final Course course;
    private final Standing standing;

    ReportTexts(StageLines lines, Course course, Standing standing) {
        this.lines = lines;
        this.course = course;
        this.standing = standing;
    }

    /** What a report says, in whole lines; nothing if it has nothing to say of such an outcome. */
    public Optional<String> of(Report report, Outcome outcome) {
        return switch (report) {
            case SUMMARY -> Optional.of(new MarkdownSummary(course, standing).of(outcome));
            case VARIABLES -> Optional.of(ReportVariables.of(outcome, course));
            case STAGES -> StagesXml.of(outcome, course);
            case PARAMETERS ->
                outcome instanceof Outcome.Released released
                        ? Optional.of(StackParameters.of(released.release()))
                        : Optional.empty();
        };
    }

    /** Says that a report could not be written, which changes nothing of how the command ended. */
    public void notWritten(ReportFile file, IOException reason) {
        String why = WorkspaceException.of("writing " + file.path() + " (" + file.option() + ")", reason)
                .getMessage();
        lines.warn(why + "; how the command ended is not changed by that");
    }
}
