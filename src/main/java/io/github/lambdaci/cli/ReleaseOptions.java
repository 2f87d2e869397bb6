package io.github.lambdaci.cli;

import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;

/** Which function's releases a command is about, and where they are. */
final class ReleaseOptions {
    @Mixin
    private FunctionOptions function = new FunctionOptions();

    @Mixin
    private ArtifactOptions artifacts = new ArtifactOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // Looked at before the command is run.
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    Duration timeout() {
        return target.timeout();
    }

    /** Names in AWS; for the sandbox they need not be given. */
    LambdaProject.Target names() {
        if (target.sandbox().isEmpty()) {
            requireNames();
        }
        String name = function.given().orElseGet(() -> SandboxNames.function(Path.of(".")));
        return new LambdaProject.Target(
                artifacts.given().orElse(SandboxNames.BUCKET), name, function.alias(), artifacts.layer(name));
    }

    private void requireNames() {
        List<String> missing = new ArrayList<>();
        if (artifacts.given().isEmpty()) {
            missing.add("--app-s3-bucket");
        }
        if (function.given().isEmpty()) {
            missing.add("--function-name");
        }
        if (!missing.isEmpty()) {
            throw RequiredOptions.missing(missing, "");
        }
    }

    /** The account that a command reads. */
    AccountRequest toAccount(DiagnosisOptions diagnosis) {
        return target.toAccount(diagnosis);
    }

    /** The account that a command changes. */
    AccountRequest toAccount(DiagnosisOptions diagnosis, LockOptions lock) {
        return target.toAccount(diagnosis, lock);
    }
}
