package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The reports of one command: looked at before it does anything, written when it has ended, once and however it did. */
final class Reports {
    /** Those of a command that was not asked for any, or did not begin. */
    static final Reports NONE = new Reports(List.of());

    private final List<ReportFile> files;
    private final List<ReportFile> open = new ArrayList<>();

    Reports(List<ReportFile> files) {
        this.files = files;
    }

    /**
     * Makes sure that every report can be written.
     *
     * @throws ProjectException if one cannot
     */
    void prepare() {
        Set<Path> names = new HashSet<>();
        for (ReportFile file : files) {
            if (!names.add(absolute(file))) {
                throw new ProjectException(
                        file.option() + ": " + file.path() + " gets another report already",
                        "give each report a file of its own");
            }
            file.prepare();
            open.add(file);
        }
    }

    /** The files, none of which is part of the sources. */
    Set<Path> paths() {
        return files.stream().map(Reports::absolute).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether it has to be known where code and dependencies are kept. */
    boolean isLocating() {
        return files.stream().anyMatch(file -> file.report() == Report.PARAMETERS);
    }

    private static Path absolute(ReportFile file) {
        return file.path().toAbsolutePath().normalize();
    }

    /** Writes what was not written yet. A file that cannot be written changes nothing of how the command ended. */
    void write(Outcome outcome, Launcher launcher) {
        for (ReportFile file : open) {
            Optional<String> text = launcher.report(file.report(), outcome);
            try {
                if (text.isPresent()) {
                    file.write(text.get());
                }
            } catch (IOException e) {
                launcher.reportNotWritten(file, e);
            }
        }
        open.clear();
    }
}
