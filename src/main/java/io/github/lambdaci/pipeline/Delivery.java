package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.LambdaProject;
import java.util.Optional;

/** The stages that change something: upload, deploy and publish, and the record of it. */
final class Delivery {
    private final UploadStage upload;
    private final DeployStage deploy;
    private final PublishStage publish;
    private final ReleaseRecord record;

    Delivery(UploadStage upload, DeployStage deploy, PublishStage publish, ReleaseRecord record) {
        this.upload = upload;
        this.deploy = deploy;
        this.publish = publish;
        this.record = record;
    }

    /**
     * What is delivered, and how.
     *
     * @param stages measures the stages
     * @param together with what is done that nobody has to wait for
     */
    record Order(LambdaProject project, Rollout rollout, StageClock stages, Together together) {}

    /**
     * A release of which nothing is left to do that others have to wait for.
     *
     * @param publishing what is live, and whose traffic may still be on its way; nothing if it was only uploaded
     * @param recording what is still being written
     */
    record Delivered(Release release, Optional<Publishing> publishing, Optional<ReleaseRecord.Recording> recording) {
        boolean hasArrived() {
            return publishing.filter(traffic -> !traffic.hasArrived()).isEmpty();
        }

        void awaitRecord() {
            recording.ifPresent(ReleaseRecord.Recording::await);
        }

        /** The release, when all traffic goes to it. */
        Release done() {
            publishing.ifPresent(Publishing::done);
            return release;
        }
    }

    Delivered run(Order order, Prepared prepared) {
        StageClock stages = order.stages();
        LambdaProject project = order.project();
        Rollout rollout = order.rollout();
        Checked checked = prepared.checked();
        Bundled bundled = prepared.bundled();
        Uploading uploading =
                stages.timed(Stage.UPLOAD, () -> upload.run(project, rollout, prepared, order.together()));
        if (rollout.end() == Rollout.End.UPLOADED) {
            return new Delivered(notDeployed(order, prepared, uploading.done()), Optional.empty(), Optional.empty());
        }
        Deployed deployed = stages.timed(Stage.DEPLOY, () -> deploy.run(project, checked, bundled, uploading));
        // All of it is right before anything is published.
        Uploaded uploaded = uploading.done();
        Publishing publishing =
                stages.timed(Stage.PUBLISH, () -> publish.run(project, rollout, checked, deployed, order.together()));
        Published published = publishing.published();
        ReleaseRecord.Recording recording = record.begin(
                new ReleaseRecord.Released(project, prepared, uploaded), published, stages.sum(), order.together());
        Release release = new Release(
                project,
                published.version(),
                published.previousVersion(),
                status(deployed, published),
                Release.Code.of(bundled),
                recording.dependencies(),
                bundled.size(),
                uploaded,
                stages.durations());
        return new Delivered(release, Optional.of(publishing), Optional.of(recording));
    }

    private Release notDeployed(Order order, Prepared prepared, Uploaded uploaded) {
        Checked checked = prepared.checked();
        Bundled bundled = prepared.bundled();
        return new Release(
                order.project(),
                checked.alias().map(LiveAlias::target).orElse(checked.latest()),
                Optional.empty(),
                UploadStage.isNeeded(bundled) ? Release.Status.UPLOADED : Release.Status.UNCHANGED,
                Release.Code.of(bundled),
                record.known(order.project(), checked, bundled, uploaded),
                bundled.size(),
                uploaded,
                order.stages().durations());
    }

    private static Release.Status status(Deployed deployed, Published published) {
        return switch (published.traffic()) {
            case LEFT -> Release.Status.WAITING;
            case MOVED -> Release.Status.PUBLISHED;
            case THERE -> deployed.changed() ? Release.Status.PUBLISHED : Release.Status.UNCHANGED;
        };
    }
}
