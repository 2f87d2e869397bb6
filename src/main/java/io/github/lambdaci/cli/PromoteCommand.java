package io.github.lambdaci.cli;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.ReportFile;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lambda-ci promote}: releases what is live elsewhere, as it is. */
@Command(
        name = PromoteCommand.NAME,
        header = "Releases in one environment just the bytes that are live in another.",
        description = {
            "Reads what the alias of the one environment points to, copies the code and the layer with the dependencies "
                    + "unless they are there already, checks by SHA-256 that they are the same, and releases them in the "
                    + "other one as a run does: with its check, its shift, its lease, its record. Nothing is built, and "
                    + "the source version stays the same. Settings such as variables and memory, and layers of others, "
                    + "are those of the environment that is promoted to.",
            "",
            "Both can be in different accounts and regions."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci promote --config lambda-ci.yml --from qa --to prod",
            "  lambda-ci promote --config lambda-ci.yml --from qa --to prod --dry-run",
            "  lambda-ci promote --from-function-name orders-qa --from-app-s3-bucket qa \\",
            "      --from-aws-profile-name qa --function-name orders --app-s3-bucket prod"
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class PromoteCommand implements Callable<Integer>, Reporting, OneOfMany {
    static final String NAME = "promote";

    /** Nothing is built, so that nobody is asked whether he could. */
    private static final ShipRequest.Build NO_BUILD = new ShipRequest.Build(
            ShipRequest.Builder.HOST,
            new ShipRequest.Container(Optional.empty(), Optional.empty(), ImagePull.NEVER, Optional.empty()),
            BuildEnvironment.NONE,
            Optional.empty());

    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private PromotionOptions environments = new PromotionOptions();

    @Mixin
    private OriginOptions origin = new OriginOptions();

    @Mixin
    private FunctionOptions function = new FunctionOptions();

    @Mixin
    private ArtifactOptions artifacts = new ArtifactOptions();

    @Mixin
    private RolloutOptions rollout = new RolloutOptions();

    @Mixin
    private NotifyOptions notify = new NotifyOptions();

    @Mixin
    private AnnounceOptions announce = new AnnounceOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private LockOptions lock = new LockOptions();

    @Mixin
    private FleetOptions fleet = new FleetOptions();

    @Option(
            names = "--dry-run",
            fallbackValue = "true",
            description = "Say what would change, as 'lambda-ci plan' does, and change nothing. [LAMBDA_CI_DRY_RUN]")
    private boolean dryRun;

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private ReportOptions reportOptions = new ReportOptions();

    @Mixin
    private ReleaseReportOptions releaseReports = new ReleaseReportOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    private Reports reports = Reports.NONE;

    PromoteCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    /** The environments that something is promoted between. */
    PromotionOptions environments() {
        return environments;
    }

    @Override
    public ShipRequest asOneOfMany() {
        if (!files().isEmpty()) {
            throw RequiredOptions.forOne(files().get(0).option());
        }
        return toRequest();
    }

    private List<ReportFile> files() {
        return Stream.of(reportOptions.files(), releaseReports.files())
                .flatMap(List::stream)
                .toList();
    }

    private ShipRequest toRequest() {
        environments.requireBothOrNone();
        if (announce.isAnnouncing()) {
            rollout.refuseUnlessLive(AnnounceOptions.TOPIC);
        }
        ShipRequest.Origin from = origin.toOrigin(environments.from());
        LambdaProject.Target names = names();
        ShipRequest.Aws aws = target.toAws(lock);
        refuseItself(from, names, aws.access());
        return new ShipRequest(
                LambdaProject.elsewhere(names),
                rollout.toRollout(target.timeout(), announce.isAnnouncing() || reports.isLocating()),
                aws,
                NO_BUILD,
                target.sandbox().map(folder -> new ShipRequest.Sandbox(folder, Optional.empty())),
                notify.recipients(),
                announce.request(),
                List.of(),
                diagnosis.isVerbose(),
                Optional.of(from));
    }

    private void refuseItself(ShipRequest.Origin from, LambdaProject.Target names, ShipRequest.Access access) {
        if (from.target().function().equals(names.function())
                && from.target().alias().equals(names.alias())
                && from.access().equals(access)
                && from.sandbox().equals(target.sandbox())) {
            throw new ProjectException(
                    "function '" + names.function()
                            + "' would be promoted to itself: both places have the same function,"
                            + " alias, region and credentials",
                    "give the environments a function-name-pattern, or roles of their own: lambda-ci config shows what"
                            + " counts");
        }
    }

    private LambdaProject.Target names() {
        String name = function.function();
        String bucket =
                target.sandbox().isPresent() ? artifacts.given().orElse(SandboxNames.BUCKET) : artifacts.bucket();
        return new LambdaProject.Target(bucket, name, function.alias(), artifacts.layer(name));
    }

    @Override
    public FleetTask<?> task(ResultTexts texts) {
        return dryRun ? new PlanTask(texts, false) : new ReleaseTask(texts);
    }

    @Override
    public FleetOptions fleet() {
        return fleet;
    }

    @Override
    public OutputFormat format() {
        return output.format();
    }

    @Override
    public boolean isVerbose() {
        return diagnosis.isVerbose();
    }

    @Override
    public Integer call() {
        reports = new Reports(files());
        reports.prepare();
        return dryRun ? plan() : promote();
    }

    private int promote() {
        try (Session session = launcher.open(toRequest())) {
            Release release = session.ship();
            print(output.format() == OutputFormat.JSON ? launcher.texts().json(release) : text(release));
            reports.write(new Outcome.Released(release), launcher);
            session.announce(release);
            return ExitCode.DONE.number();
        }
    }

    private int plan() {
        try (Session session = launcher.openToPlan(toRequest())) {
            Plan plan = session.plan();
            ResultTexts texts = launcher.texts();
            print(output.format() == OutputFormat.JSON ? texts.json(plan) : texts.text(plan));
            reports.write(new Outcome.Planned(plan), launcher);
            return ExitCode.DONE.number();
        }
    }

    private void print(String result) {
        surroundings.out().println(result);
        surroundings.out().flush();
    }

    /** What there is to work with: the version, or where nothing was deployed, the code. */
    private String text(Release release) {
        return rollout.isWithoutDeploy()
                ? release.uploaded().code().orElseThrow().key().toString()
                : release.live().versionArn();
    }

    @Override
    public Reports reports() {
        return reports;
    }
}
