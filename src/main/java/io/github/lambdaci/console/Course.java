package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Follows how far a command gets, for the reports of one that ends before its end. */
final class Course {
    private final InstantSource clock;
    private final Map<Stage, Duration> durations = new EnumMap<>(Stage.class);
    private String doing = "run";
    private Optional<LambdaProject.Target> target = Optional.empty();
    private Optional<String> sourceVersion = Optional.empty();
    private Optional<String> liveBefore = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private Instant since = Instant.EPOCH;
    private Optional<Path> sandbox = Optional.empty();

    Course(InstantSource clock) {
        this.clock = clock;
    }

    void inSandbox(Path folder) {
        sandbox = Optional.of(folder);
    }

    /** A release or a plan of one. */
    void begun(String what, LambdaProject project) {
        begun(what, project.target());
        sourceVersion = Optional.of(project.sourceVersion().value());
    }

    void begun(String what, LambdaProject.Target names) {
        doing = what;
        target = Optional.of(names);
    }

    void reached(Stage next) {
        Instant now = clock.instant();
        stage.ifPresent(ended -> durations.merge(ended, Duration.between(since, now), Duration::plus));
        stage = Optional.of(next);
        since = now;
    }

    void read(Optional<LiveAlias> alias) {
        liveBefore = alias.map(LiveAlias::target)
                .filter(FunctionVersion::isPublished)
                .map(FunctionVersion::version);
    }

    /** The folder of the sandbox, if it takes AWS's place. */
    Optional<Path> sandbox() {
        return sandbox;
    }

    /** As in {@code release}. */
    String doing() {
        return doing;
    }

    /** Names in AWS, if the command came to know them. */
    Optional<LambdaProject.Target> target() {
        return target;
    }

    Optional<String> sourceVersion() {
        return sourceVersion;
    }

    /** The version that was live when the command looked, if it did and there was one. */
    Optional<String> liveBefore() {
        return liveBefore;
    }

    /** The stage that was entered last. */
    Optional<Stage> stage() {
        return stage;
    }

    /** How long the stages took that were entered, the last one until now. */
    Map<Stage, Duration> durations() {
        Map<Stage, Duration> all = new EnumMap<>(Stage.class);
        all.putAll(durations);
        stage.ifPresent(last -> all.merge(last, Duration.between(since, clock.instant()), Duration::plus));
        return all;
    }
}
