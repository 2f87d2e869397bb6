package io.github.lambdaci.pipeline;

import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.PassingTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The program: ships one function in five stages, each of which works on what the ones before it returned. */
public final class Pipeline {
    private final CheckStage check;
    private final BundleStage bundle;
    private final UploadStage upload;
    private final DeployStage deploy;
    private final PublishStage publish;
    private final ReleaseRecord record;
    private final Foresight foresight;
    private final PipelineLog log;

    /**
     * Makes the stages.
     *
     * @param workFolder an empty folder for what a run makes; whoever made it removes it
     */
    public Pipeline(Ports ports, Path workFolder) {
        this(ports, workFolder, PassingTime.REAL);
    }

    Pipeline(Ports ports, Path workFolder, PassingTime time) {
        this.check = new CheckStage(ports);
        this.bundle = new BundleStage(ports, workFolder);
        this.upload = new UploadStage(ports);
        this.deploy = new DeployStage(ports);
        this.publish = new PublishStage(ports, time);
        this.record = new ReleaseRecord(ports);
        this.foresight = new Foresight(ports, workFolder);
        this.log = ports.log();
    }

    /** What a run would do; builds nothing and writes nothing but a zip of the sources into the work folder. */
    public Forecast forecast(LambdaProject project) {
        log.stage(Stage.CHECK);
        return foresight.of(project, check.run(project));
    }

    /** Ships a function, with all traffic to the new version at once. */
    public Release run(LambdaProject project) {
        return run(project, Rollout.USUAL);
    }

    /** Ships a function. A run that fails or dies can be run again; until the alias moves, live traffic is untouched. */
    public Release run(LambdaProject project, Rollout rollout) {
        Map<Stage, Duration> durations = new EnumMap<>(Stage.class);
        log.started(project);
        Checked checked = timed(Stage.CHECK, durations, () -> check.run(project));
        Bundled bundled = timed(Stage.BUNDLE, durations, () -> bundle.run(project, checked));
        Uploaded uploaded = timed(Stage.UPLOAD, durations, () -> upload.run(project, bundled));
        Deployed deployed = timed(Stage.DEPLOY, durations, () -> deploy.run(project, checked, bundled, uploaded));
        Published published = timed(Stage.PUBLISH, durations, () -> publish.run(project, rollout, checked, deployed));
        Optional<Release.Dependencies> dependencies = record.write(project, checked, bundled, uploaded, published);
        Release release = new Release(
                project,
                published.version(),
                published.previousVersion(),
                status(deployed, published),
                Release.Code.of(bundled),
                dependencies,
                bundled.size(),
                uploaded.artifacts(),
                durations);
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

    private <T> T timed(Stage stage, Map<Stage, Duration> durations, Supplier<T> work) {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedRunException("entering the " + stage.title() + " stage");
        }
        log.stage(stage);
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            durations.put(stage, Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
