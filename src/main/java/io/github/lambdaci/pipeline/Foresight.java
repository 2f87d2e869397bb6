package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.pipeline.Forecast.CodeWork;
import io.github.lambdaci.pipeline.Forecast.DependencyWork;
import io.github.lambdaci.pipeline.Forecast.SettingsWork;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Tells what a run would do, without building or writing anything. */
final class Foresight {
    private final Ports ports;
    private final CodeBundle codes;
    private final RolledBack rolledBack;

    Foresight(Ports ports, Path workFolder) {
        this.ports = ports;
        this.codes = new CodeBundle(ports, Optional.empty(), workFolder);
        this.rolledBack = new RolledBack(ports);
    }

    Forecast of(LambdaProject project, Checked checked) {
        Optional<Sha256> code = codes.foresee(project, checked);
        Optional<String> refused = code.flatMap(
                        hash -> layers(project, checked).map(layers -> shipped(checked.latest(), hash, layers)))
                .flatMap(version -> rolledBack.again(project, checked, version))
                .map(FunctionVersion::version);
        DependencyWork dependencies = dependencies(project, checked);
        Forecast content = new Forecast(
                code(checked, code),
                dependencies,
                settings(checked),
                refused,
                checked.marker().flatMap(StateMarker::took),
                checked.wanted()
                        .filter(wanted -> dependencies == DependencyWork.BUILD)
                        .map(Wanted::fingerprint));
        boolean stays = content.changes() || PublishStage.asItIs(checked).isPresent();
        return stays ? content : content.moving();
    }

    private static CodeWork code(Checked checked, Optional<Sha256> code) {
        if (code.isEmpty()) {
            return CodeWork.BUILD;
        }
        return checked.everywhere(version -> version.codeSha256().equals(code.get())) ? CodeWork.NONE : CodeWork.SHIP;
    }

    private DependencyWork dependencies(LambdaProject project, Checked checked) {
        if (checked.wanted().isEmpty()) {
            return DependencyWork.NO_DEPENDENCIES;
        }
        Wanted wanted = checked.wanted().get();
        if (project.packaging().dependenciesInCode()) {
            return DependencyWork.WITH_CODE;
        }
        if (checked.missing().isEmpty()) {
            return DependencyWork.NONE;
        }
        if (wanted.published().isPresent()) {
            return DependencyWork.ATTACH;
        }
        boolean built = ports.account()
                .store()
                .find(project.keys().packages(wanted.fingerprint()))
                .isPresent();
        return built ? DependencyWork.PUBLISH : DependencyWork.BUILD;
    }

    static SettingsWork settings(Checked checked) {
        boolean same = checked.alias()
                .map(LiveAlias::target)
                .filter(live -> live.isPublished()
                        && live.settings().equals(checked.latest().settings()))
                .isPresent();
        return same ? SettingsWork.NONE : SettingsWork.PUBLISH;
    }

    /** What {@code $LATEST} would be. */
    static FunctionVersion shipped(FunctionVersion latest, Sha256 code, List<LayerVersionArn> layers) {
        return new FunctionVersion(
                latest.functionArn(),
                latest.version(),
                latest.runtime(),
                latest.architecture(),
                code,
                layers,
                latest.settings(),
                latest.revisionId(),
                latest.logGroup());
    }

    /** The layers that {@code $LATEST} would have; nothing if its own one is not there yet. */
    private static Optional<List<LayerVersionArn>> layers(LambdaProject project, Checked checked) {
        List<LayerVersionArn> attached = checked.latest().layers();
        if (checked.wanted().isEmpty()) {
            return Optional.of(attached);
        }
        if (project.packaging().dependenciesInCode()) {
            String own = checked.latest().layerArn(project.target().layer());
            return Optional.of(LayerList.without(attached, own));
        }
        return checked.wanted().get().published().map(layer -> LayerList.withOwn(attached, layer));
    }
}
