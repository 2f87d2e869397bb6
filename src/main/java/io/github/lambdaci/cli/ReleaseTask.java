package io.github.lambdaci.cli;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.traffic.Gate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Ships each of many functions. */
final class ReleaseTask implements FleetTask<Release> {
    private final ResultTexts texts;
    /** What is live and could not be announced: a failure of the run, but of no release. */
    private final Queue<LambdaCiException> notAnnounced = new ConcurrentLinkedQueue<>();

    ReleaseTask(ResultTexts texts) {
        this.texts = texts;
    }

    @Override
    public Release run(Launcher launcher, ShipRequest request, Gate gate) {
        try (Session session = launcher.open(request.behind(gate))) {
            Release release = session.ship();
            announce(session, release);
            return release;
        }
    }

    private void announce(Session session, Release release) {
        try {
            session.announce(release);
        } catch (AwsException | ProjectException e) {
            notAnnounced.add(e);
        }
    }

    @Override
    public boolean changes() {
        return true;
    }

    @Override
    public boolean changed(Release release) {
        return release.status() == Release.Status.PUBLISHED;
    }

    @Override
    public void show(FleetSession session, List<Ending<Release>> endings) {
        session.show(endings);
        notAnnounced.forEach(session::tell);
    }

    @Override
    public Stream<String> result(OutputFormat format, List<Ending<Release>> endings) {
        return switch (format) {
            case JSON -> Stream.of(texts.json(endings));
            case TEXT ->
                endings.stream()
                        .flatMap(ending -> ending.value().stream())
                        .map(release -> release.live().versionArn());
        };
    }

    @Override
    public ExitCode done(List<Ending<Release>> endings) {
        return notAnnounced.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
    }
}
