package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.PassingTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The program: ships one function in five stages, each of which works on what the ones before it returned. */
public final class Pipeline {
    private final Ports ports;
    private final Path workFolder;
    private final Supply supply;
    private final UploadStage upload;
    private final DeployStage deploy;
    private final PublishStage publish;
    private final ReleaseRecord record;
    private final PipelineLog log;
    private final InstantSource clock;

    /**
     * Makes the stages.
     *
     * @param workFolder an empty folder for what a run makes; whoever made it removes it
     */
    public Pipeline(Ports ports, Path workFolder) {
        this(ports, workFolder, PassingTime.REAL);
    }

    Pipeline(Ports ports, Path workFolder, PassingTime time) {
        this(ports, workFolder, time, new SourceSupply(ports, workFolder));
    }

    private Pipeline(Ports ports, Path workFolder, PassingTime time, Supply supply) {
        this.ports = ports;
        this.workFolder = workFolder;
        this.supply = supply;
        this.upload = new UploadStage(ports, workFolder);
        this.deploy = new DeployStage(ports);
        this.publish = new PublishStage(ports, time);
        this.record = new ReleaseRecord(ports);
        this.log = ports.log();
        this.clock = ports.clock();
    }

    /** Makes the stages for what is live elsewhere: it takes the place of what a run would make from sources. */
    public static Pipeline promoting(Promoted promoted, Ports ports, Path workFolder) {
        return promoting(promoted, ports, workFolder, PassingTime.REAL);
    }

    static Pipeline promoting(Promoted promoted, Ports ports, Path workFolder, PassingTime time) {
        return new Pipeline(ports, workFolder, time, new PromotedSupply(promoted, ports));
    }

    /** What a run would do; builds nothing and writes nothing but a zip of the sources into the work folder. */
    public Forecast forecast(LambdaProject project) {
        log.stage(Stage.CHECK);
        return supply.forecast(project, supply.check(project));
    }

    /** Ships a function, with all traffic to the new version at once. */
    public Release run(LambdaProject project) {
        return run(project, Rollout.USUAL);
    }

    /** Ships a function. A run that fails or dies can be run again; until the alias moves, live traffic is untouched. */
    public Release run(LambdaProject project, Rollout rollout) {
        Map<Stage, Duration> durations = new EnumMap<>(Stage.class);
        log.started(project);
        Instant begun = clock.instant();
        try (HeadStart ahead = supply.begin(project, upload, workFolder)) {
            Prepared prepared =
                    prepare(project, new Preparation("first", rollout.locating(), Optional.of(ahead)), durations);
            boolean done = isDone(project, rollout, prepared);
            Release release = done
                    ? finish(project, rollout, prepared, durations)
                    : inTurn(project, rollout, new Begun(begun, ahead, prepared), durations);
            if (done || rollout.end() == Rollout.End.LIVE) {
                prepared.bundled()
                        .code()
                        .sources()
                        .ifPresent(sources -> ahead.remember(prepared.checked().latest(), sources, !done));
            }
            return release;
        }
    }

    /**
     * What a run has done before its turn.
     *
     * @param at when it began to look at the function
     * @param ahead what it did while it looked
     * @param prepared what there is to do
     */
    private record Begun(Instant at, HeadStart ahead, Prepared prepared) {}

    private Release inTurn(LambdaProject project, Rollout rollout, Begun begun, Map<Stage, Duration> durations) {
        Prepared prepared = begun.prepared();
        HeadStart ahead = begun.ahead();
        log.stage(Stage.UPLOAD);
        try (Together together = Together.writing(UploadStage.PATIENCE)) {
            UploadStage.Keeping keeping = upload.keep(project, prepared.bundled(), Optional.of(ahead), together);
            SecondLook look = SecondLook.begin(
                    ports, project, new SecondLook.FirstLook(begun.at(), ahead.look(), prepared.checked()), together);
            return ports.leases().hold(ahead.turn(), () -> ahead.look().orElseThrow(), meanwhile -> {
                Bundled kept = timed(Stage.UPLOAD, durations, () -> upload.kept(keeping));
                return change(
                        project,
                        rollout,
                        look.isAsItWas(meanwhile)
                                ? new Prepared(prepared.checked(), kept)
                                : again(project, rollout, meanwhile, durations),
                        durations);
            });
        }
    }

    private Release change(LambdaProject project, Rollout rollout, Prepared prepared, Map<Stage, Duration> durations) {
        boolean deploys = rollout.end() != Rollout.End.UPLOADED
                && DeployStage.isNeeded(project, prepared.checked(), prepared.bundled());
        // A version that is left to somebody else is there already when it need not be deployed.
        boolean moves = rollout.end() == Rollout.End.LIVE
                && PublishStage.asItIs(prepared.checked()).isEmpty();
        if (deploys || moves) {
            log.changing();
        }
        return finish(project, rollout, prepared, durations);
    }

    /** Only checks and bundles, which changes nothing in AWS: all that the other stages would do is known then. */
    public Prepared prepare(LambdaProject project) {
        return prepare(project, new Preparation("first", true, Optional.empty()), new EnumMap<>(Stage.class));
    }

    /**
     * How it is found out what there is to do.
     *
     * @param folder a folder for what is made
     * @param zipped whether a zip of the code is needed also where it is live already
     * @param ahead what may have been done already
     */
    private record Preparation(String folder, boolean zipped, Optional<HeadStart> ahead) {}

    private Prepared prepare(LambdaProject project, Preparation how, Map<Stage, Duration> durations) {
        Checked checked = timed(Stage.CHECK, durations, () -> supply.check(project));
        if (checked.missing().isPresent()) {
            // To build them can take minutes.
            how.ahead().ifPresent(HeadStart::giveBack);
        }
        BundleRequest request = new BundleRequest(created(how.folder()), how.zipped(), how.ahead());
        Bundled bundled = timed(Stage.BUNDLE, durations, () -> supply.bundle(project, checked, request));
        return new Prepared(checked, bundled);
    }

    private Path created(String folder) {
        try {
            return Files.createDirectory(workFolder.resolve(folder));
        } catch (IOException e) {
            throw WorkspaceException.of("preparing the bundle stage", e);
        }
    }

    /** Whether none of the further stages would write anything, so that nobody has to wait for anybody. */
    private boolean isDone(LambdaProject project, Rollout rollout, Prepared prepared) {
        if (UploadStage.isNeeded(prepared.bundled()) || (rollout.locating() && !upload.isAllKept(project, prepared))) {
            return false;
        }
        return rollout.end() == Rollout.End.UPLOADED || isLive(project, prepared);
    }

    private boolean isLive(LambdaProject project, Prepared prepared) {
        Checked checked = prepared.checked();
        Bundled bundled = prepared.bundled();
        return !DeployStage.isNeeded(project, checked, bundled)
                && PublishStage.asItIs(checked)
                        .filter(published -> !record.isNeeded(project, checked, bundled, published))
                        .isPresent();
    }

    private Prepared again(
            LambdaProject project, Rollout rollout, Optional<Holder> meanwhile, Map<Stage, Duration> durations) {
        log.leasing().lookingAgain(project.target().function(), meanwhile);
        return prepare(project, new Preparation("again", rollout.locating(), Optional.empty()), durations);
    }

    private Release finish(LambdaProject project, Rollout rollout, Prepared prepared, Map<Stage, Duration> durations) {
        Checked checked = prepared.checked();
        Bundled bundled = prepared.bundled();
        try (Together together = Together.writing(UploadStage.PATIENCE)) {
            Uploading uploading =
                    timed(Stage.UPLOAD, durations, () -> upload.run(project, rollout, prepared, together));
            if (rollout.end() == Rollout.End.UPLOADED) {
                return finished(notDeployed(project, prepared, uploading.done(), durations));
            }
            Deployed deployed = timed(Stage.DEPLOY, durations, () -> deploy.run(project, checked, bundled, uploading));
            // All of it is right before anything is published.
            Uploaded uploaded = uploading.done();
            Publishing publishing =
                    timed(Stage.PUBLISH, durations, () -> publish.run(project, rollout, checked, deployed, together));
            Optional<Release.Dependencies> dependencies =
                    record.write(project, prepared, uploaded, publishing.published(), sum(durations));
            Published published = publishing.done();
            return finished(new Release(
                    project,
                    published.version(),
                    published.previousVersion(),
                    status(deployed, published),
                    Release.Code.of(bundled),
                    dependencies,
                    bundled.size(),
                    uploaded,
                    durations));
        }
    }

    private static Duration sum(Map<Stage, Duration> durations) {
        return durations.values().stream().reduce(Duration.ZERO, Duration::plus);
    }

    private Release notDeployed(
            LambdaProject project, Prepared prepared, Uploaded uploaded, Map<Stage, Duration> durations) {
        Checked checked = prepared.checked();
        Bundled bundled = prepared.bundled();
        return new Release(
                project,
                checked.alias().map(LiveAlias::target).orElse(checked.latest()),
                Optional.empty(),
                UploadStage.isNeeded(bundled) ? Release.Status.UPLOADED : Release.Status.UNCHANGED,
                Release.Code.of(bundled),
                record.known(project, checked, bundled, uploaded),
                bundled.size(),
                uploaded,
                durations);
    }

    private Release finished(Release release) {
        log.finished(release);
        return release;
    }

    private static Release.Status status(Deployed deployed, Published published) {
        return switch (published.traffic()) {
            case LEFT -> Release.Status.WAITING;
            case MOVED -> Release.Status.PUBLISHED;
            case THERE -> deployed.changed() ? Release.Status.PUBLISHED : Release.Status.UNCHANGED;
        };
    }

    /** A stage may be entered again, when what it found is not true any more. */
    private <T> T timed(Stage stage, Map<Stage, Duration> durations, Supplier<T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException("entering the " + stage.title() + " stage");
        }
        log.stage(stage);
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            durations.merge(stage, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
        }
    }
}
