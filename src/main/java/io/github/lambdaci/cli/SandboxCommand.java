package io.github.lambdaci.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lambda-ci sandbox}: serves the embedded AWS to other programs. */
@Command(
        name = "sandbox",
        header = "Serves an AWS on this machine, to try things out with no account.",
        description = {
            "Answers for S3, Lambda, CloudWatch and CodeDeploy on the loopback interface until Ctrl-C. What to export to "
                    + "use it is written to stdout."
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  lambda-ci sandbox > sandbox.env &",
            "  . ./sandbox.env && aws lambda list-functions",
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class SandboxCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "4577",
            converter = Port.class,
            description = "Port on this machine's loopback interface; 0 takes any that is free. Default: 4577.")
    private int port;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            defaultValue = ".lambda-ci/sandbox",
            description = "Folder with the state. Default: .lambda-ci/sandbox, which lambda-ci --sandbox uses too.")
    private Path folder = Path.of("");

    @Option(
            names = "--update-delay",
            paramLabel = "DURATION",
            converter = Durations.class,
            defaultValue = "300ms",
            description = "How long a function's update stays in progress, as it does in AWS. Default: 300ms.")
    private Duration updateDelay = Duration.ofMillis(300);

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    SandboxCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        try (SandboxServing serving = launcher.serve(request())) {
            tell(serving);
            serving.await();
            return ExitCode.DONE.number();
        }
    }

    private SandboxRequest request() {
        return new SandboxRequest(folder, port, updateDelay, diagnosis.isVerbose());
    }

    private void tell(SandboxServing serving) {
        surroundings.out().println("export AWS_ENDPOINT_URL=" + serving.endpoint());
        // Any credentials will do, but clients want some. The AWS CLI reads the second name of the region only.
        surroundings.out().println("export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing");
        surroundings.out().println("export AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1");
        surroundings.out().flush();
        surroundings
                .err()
                .println("sandbox  serves " + folder
                        + " until Ctrl-C; with the variables above, lambda-ci, the AWS CLI " + "and SDKs use it");
        surroundings.err().flush();
    }
}
