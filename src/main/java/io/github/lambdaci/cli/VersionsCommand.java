package io.github.lambdaci.cli;

import io.github.lambdaci.history.VersionList;
import io.github.lambdaci.history.Versions;
import io.github.lambdaci.project.LambdaProject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lambda-ci versions}: lists the published versions of a function. */
@Command(
        name = "versions",
        header = "Lists the published versions of the function, and which are live.",
        description = {
            "The newest first: when it was published, of which sources, the first digits of its code's hash, the version "
                    + "of the layer with its dependencies, the size of its zip, and which aliases send traffic to it."
        },
        footerHeading = "%nExample:%n",
        footer = {"  lambda-ci versions --app-s3-bucket artifacts --function-name orders"},
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class VersionsCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            converter = Count.class,
            description = "How many versions are shown. Default: 20. [LAMBDA_CI_VERSIONS_LIMIT]")
    private int limit = 20;

    @Mixin
    private ReleaseOptions release = new ReleaseOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    VersionsCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        LambdaProject.Target names = release.names();
        try (AccountSession session = launcher.open(release.toAccount(diagnosis))) {
            surroundings.out().println(result(new Versions(session.account()).newest(names, limit)));
            surroundings.out().flush();
            return ExitCode.DONE.number();
        }
    }

    private String result(VersionList versions) {
        return switch (output.format()) {
            case TEXT -> launcher.texts().text(versions);
            case JSON -> launcher.texts().json(versions);
        };
    }
}
