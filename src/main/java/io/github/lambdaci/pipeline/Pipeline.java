package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.PassingTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The program: ships one function in five stages, each of which works on what the ones before it returned. */
public final class Pipeline {
    private final Ports ports;
    private final Path workFolder;
    private final Supply supply;
    private final UploadStage upload;
    private final ReleaseRecord record;
    private final Delivery delivery;
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
        this.record = new ReleaseRecord(ports);
        this.delivery = new Delivery(upload, new DeployStage(ports), new PublishStage(ports, time), record);
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
        log.started(project);
        Instant begun = clock.instant();
        try (HeadStart ahead = supply.begin(project, upload, workFolder);
                Together together = Together.writing(UploadStage.PATIENCE)) {
            Delivery.Order order = new Delivery.Order(project, rollout, new StageClock(log), together);
            Prepared prepared = prepare(order, new Preparation("first", rollout.locating(), Optional.of(ahead)));
            boolean done = isDone(project, rollout, prepared);
            Release release = done ? delivered(order, prepared) : inTurn(order, new Begun(begun, ahead, prepared));
            log.finished(release);
            Optional<Sha256> sources = prepared.bundled().code().sources();
            boolean live = done || rollout.end() == Rollout.End.LIVE;
            ahead.remember(prepared.checked().latest(), sources.filter(known -> live), !done);
            return release;
        }
    }

    private Release delivered(Delivery.Order order, Prepared prepared) {
        Delivery.Delivered delivered = delivery.run(order, prepared);
        delivered.awaitRecord();
        return delivered.done();
    }

    /**
     * What a run has done before its turn.
     *
     * @param at when it began to look at the function
     * @param ahead what it did while it looked
     * @param prepared what there is to do
     */
    private record Begun(Instant at, HeadStart ahead, Prepared prepared) {}

    private Release inTurn(Delivery.Order order, Begun begun) {
        LambdaProject project = order.project();
        Prepared prepared = begun.prepared();
        HeadStart ahead = begun.ahead();
        log.stage(Stage.UPLOAD);
        UploadStage.Keeping keeping = upload.keep(project, prepared.bundled(), Optional.of(ahead), order.together());
        SecondLook look = SecondLook.begin(
                ports,
                project,
                new SecondLook.FirstLook(begun.at(), ahead.justLeft(), prepared.checked()),
                order.together());
        Delivery.Delivered delivered = ports.leases()
                .hold(ahead.turn(), () -> ahead.look().orElseThrow(), meanwhile -> {
                    Bundled kept = order.stages().timed(Stage.UPLOAD, () -> upload.kept(keeping));
                    return change(
                            order,
                            look.isAsItWas(meanwhile)
                                    ? new Prepared(prepared.checked(), kept)
                                    : again(order, meanwhile));
                });
        delivered.awaitRecord();
        if (!delivered.hasArrived()) {
            // Lambda moves the traffic step by step, which nobody should disturb.
            ahead.takeTurnAgain();
        }
        return delivered.done();
    }

    private Delivery.Delivered change(Delivery.Order order, Prepared prepared) {
        Rollout rollout = order.rollout();
        boolean deploys = rollout.end() != Rollout.End.UPLOADED
                && DeployStage.isNeeded(order.project(), prepared.checked(), prepared.bundled());
        // A version that is left to somebody else is there already when it need not be deployed.
        boolean moves = rollout.end() == Rollout.End.LIVE
                && PublishStage.asItIs(prepared.checked()).isEmpty();
        if (deploys || moves) {
            log.changing();
        }
        try {
            return delivery.run(order, prepared);
        } catch (RuntimeException | Error e) {
            // What is still being copied is this run's turn, too.
            order.together().close();
            throw e;
        }
    }

    /** Only checks and bundles, which changes nothing in AWS: all that the other stages would do is known then. */
    public Prepared prepare(LambdaProject project) {
        return prepare(project, new Preparation("first", true, Optional.empty()), new StageClock(log));
    }

    private Prepared prepare(Delivery.Order order, Preparation how) {
        return prepare(order.project(), how, order.stages());
    }

    /**
     * How it is found out what there is to do.
     *
     * @param folder a folder for what is made
     * @param zipped whether a zip of the code is needed also where it is live already
     * @param ahead what may have been done already
     */
    private record Preparation(String folder, boolean zipped, Optional<HeadStart> ahead) {}

    private Prepared prepare(LambdaProject project, Preparation how, StageClock stages) {
        Checked checked = stages.timed(Stage.CHECK, () -> supply.check(project));
        if (checked.missing().isPresent()) {
            // To build them can take minutes.
            how.ahead().ifPresent(HeadStart::giveBack);
        }
        BundleRequest request = new BundleRequest(created(how.folder()), how.zipped(), how.ahead());
        Bundled bundled = stages.timed(Stage.BUNDLE, () -> supply.bundle(project, checked, request));
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

    private Prepared again(Delivery.Order order, Optional<Holder> meanwhile) {
        log.leasing().lookingAgain(order.project().target().function(), meanwhile);
        return prepare(order, new Preparation("again", order.rollout().locating(), Optional.empty()));
    }
}
