package io.github.lambdaci.cli;

import io.github.lambdaci.permissions.Need;
import io.github.lambdaci.permissions.Policy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci policy}: prints the rights that commands need. */
@Command(
        name = "policy",
        header = "Prints the IAM policy that commands need, and no right more.",
        description = {"Asks nothing of AWS: a policy is made of the names alone."},
        footerHeading = "%nExample:%n",
        footer = {
            "  lambda-ci policy --command ship,rollback --app-s3-bucket artifacts \\",
            "      --function-name orders --account 123456789012 --region eu-west-1"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class PolicyCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private NeedOptions needs = new NeedOptions();

    @Mixin
    private NotifyOptions notify = new NotifyOptions();

    @Mixin
    private AnnounceOptions announce = new AnnounceOptions();

    @Mixin
    private FunctionNameOptions function = new FunctionNameOptions();

    @Mixin
    private ArtifactOptions artifacts = new ArtifactOptions();

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli and FailureHandler look at what was given.
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    PolicyCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Map<String, String> names = place.names();
        names.put("function", function.function());
        names.put("bucket", artifacts.bucket());
        names.put("layer", artifacts.layer(function.function()));
        needs.addNames(names);
        notify.addNames(names);
        announce.addNames(names);
        Set<Need> all = needs.needs();
        all.addAll(notify.needs());
        all.addAll(announce.needs());
        surroundings.out().println(launcher.texts().json(Policy.of(all, names)));
        surroundings.out().flush();
        if (place.isAnywhere()) {
            surroundings
                    .err()
                    .println("policy   holds in any account or region; give --account and --region for no right more"
                            + " than is needed");
            surroundings.err().flush();
        }
        return ExitCode.DONE.number();
    }
}
