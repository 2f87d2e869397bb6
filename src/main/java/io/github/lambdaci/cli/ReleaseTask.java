package io.github.lambdaci.cli;

import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.traffic.Gate;
import java.util.List;
import java.util.stream.Stream;

/** Ships each of many functions. */
record ReleaseTask(ResultTexts texts) implements FleetTask<Release> {
    @Override
    public Release run(Launcher launcher, ShipRequest request, Gate gate) {
        try (Session session = launcher.open(request.behind(gate))) {
            Release release = session.ship();
            session.announce(release);
            return release;
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
        return ExitCode.DONE;
    }
}
