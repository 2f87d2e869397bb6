package io.github.lambdaci.cli;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.failure.ProjectException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci announce}: announces what is live, without a release. */
@Command(
        name = AnnounceCommand.NAME,
        header = "Announces what is live to those who deploy it elsewhere.",
        description = {
            "Sends what a release with --announce-sns sends, with new URLs: for who subscribed later, after a rollback, "
                    + "when somebody else has moved the alias, or when an announcement failed. Whoever has it already has "
                    + "nothing to do. Changes nothing of the function."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  lambda-ci announce --app-s3-bucket artifacts --function-name orders \\",
            "      --announce-sns arn:aws:sns:eu-west-1:123456789012:artifacts"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class AnnounceCommand implements Callable<Integer> {
    static final String NAME = "announce";

    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private AnnounceOptions announce = new AnnounceOptions();

    @Mixin
    private ReleaseOptions release = new ReleaseOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    AnnounceCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        AnnouncementRequest request = announce.request()
                .orElseThrow(() -> new ProjectException(
                        "--announce-sns is missing", "give it as an option or set LAMBDA_CI_ANNOUNCE_SNS"));
        try (AccountSession session = launcher.open(release.toAccount(diagnosis))) {
            FunctionVersion live = session.announcer(request).announce(release.names());
            surroundings.out().println(live.versionArn());
            surroundings.out().flush();
            return ExitCode.DONE.number();
        }
    }
}
