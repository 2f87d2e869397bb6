package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Descriptions;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.VersionCheckException;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.AliasMove;
import io.github.lambdaci.traffic.Arrival;
import io.github.lambdaci.traffic.Move;
import io.github.lambdaci.traffic.PassingTime;
import java.util.Optional;

/** Publishes {@code $LATEST} as a version, checks it, and only then moves the alias to it. */
final class PublishStage {
    private final LambdaFunctions functions;
    private final AliasMove move;
    private final RolledBack rolledBack;
    private final PipelineLog log;

    PublishStage(Ports ports, PassingTime time) {
        this.functions = ports.account().functions();
        this.move = new AliasMove(ports.account(), ports.log().traffic(), time);
        this.rolledBack = new RolledBack(ports);
        this.log = ports.log();
    }

    /** What it comes to if it has nothing to change. */
    static Optional<Published> asItIs(Checked checked) {
        return checked.alias()
                .filter(live -> live.target().isPublished()
                        && live.target().behavesLike(checked.latest())
                        && live.weights().isEmpty())
                .map(live -> new Published(live.target(), previous(checked, live.target()), Published.Traffic.THERE));
    }

    /** Publishes; the alias points to the version when this returns, and its traffic may still be on its way. */
    Publishing run(LambdaProject project, Rollout rollout, Checked checked, Deployed deployed, Together together) {
        String aliasName = project.target().alias();
        FunctionVersion latest = deployed.latest();
        Optional<LiveAlias> alias = checked.alias();
        rolledBack.refuse(project, checked, latest);
        FunctionVersion version = alias.map(LiveAlias::target)
                // An alias may also point to $LATEST, which is live only until somebody changes it.
                .filter(target -> target.isPublished() && target.behavesLike(latest))
                .orElseGet(() -> publish(project, latest));
        boolean right = alias.filter(live -> pointsOnlyTo(live, version)).isPresent();
        if (right) {
            log.nothingToPublish(aliasName, version);
            return Publishing.of(new Published(version, previous(checked, version), Published.Traffic.THERE));
        }
        Move wanted =
                new Move(aliasName, alias, version, Descriptions.ofVersion(project.sourceVersion()), rollout.traffic());
        if (rollout.end() == Rollout.End.PUBLISHED) {
            move.check(wanted);
            log.aliasLeft(aliasName, alias, version);
            return Publishing.of(new Published(version, previous(checked, version), Published.Traffic.LEFT));
        }
        Arrival arrival = move.begin(wanted, together);
        return new Publishing(
                new Published(version, previous(checked, version), Published.Traffic.MOVED), Optional.of(arrival));
    }

    private FunctionVersion publish(LambdaProject project, FunctionVersion latest) {
        FunctionVersion version = functions.publishVersion(latest, Descriptions.ofVersion(project.sourceVersion()));
        if (!version.behavesLike(latest)) {
            throw new VersionCheckException(
                    "version " + version.version() + " of " + latest.functionArn()
                            + " is not what this run deployed to $LATEST",
                    "the alias was not moved; see who else changes this function, then run again");
        }
        log.versionPublished(version);
        return version;
    }

    private static boolean pointsOnlyTo(LiveAlias alias, FunctionVersion version) {
        return alias.target().version().equals(version.version())
                && alias.weights().isEmpty();
    }

    /** What was live before, by what AWS said first, and by the marker where an earlier run moved the alias already. */
    private static Optional<String> previous(Checked checked, FunctionVersion live) {
        Optional<String> replaced = checked.alias()
                .map(LiveAlias::target)
                .filter(FunctionVersion::isPublished)
                .map(FunctionVersion::version)
                .filter(version -> !version.equals(live.version()));
        Optional<String> recorded =
                checked.marker().map(StateMarker::version).filter(version -> !version.equals(live.version()));
        return replaced.or(() -> recorded).or(() -> checked.marker().flatMap(StateMarker::previousVersion));
    }
}
