package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.pipeline.Stage;
import java.util.Optional;

/** Follows a run, to be able to say what is live when it ends before its end. */
final class Standing {
    private String function = "";
    private String alias = "";
    private Optional<String> doing = Optional.empty();
    private Optional<Stage> stage = Optional.empty();
    private boolean read;
    private Optional<String> liveBefore = Optional.empty();
    private Optional<String> published = Optional.empty();
    private Optional<String> liveNow = Optional.empty();
    private boolean finished;

    void started(String functionName, String aliasName) {
        function = functionName;
        alias = aliasName;
    }

    void reached(Stage next) {
        stage = Optional.of(next);
        doing = Optional.of("stage " + next.title());
    }

    /** It is a rollback and has no stages. */
    void goingBack() {
        doing = Optional.of("the rollback");
    }

    void read(Optional<LiveAlias> live) {
        read = true;
        liveBefore = live.map(LiveAlias::target).map(FunctionVersion::version);
    }

    /** From here on, the alias may be moved at any moment. */
    void published(FunctionVersion version) {
        published = Optional.of(version.version());
    }

    void live(FunctionVersion version) {
        liveNow = Optional.of(version.version());
    }

    void finished() {
        finished = true;
    }

    /** What is live, and in which stage the run ended; nothing if it did not come to a stage. */
    Optional<String> sentence() {
        return doing.map(what -> finished ? complete() : "stopped in " + what + ": " + live());
    }

    private String complete() {
        return (stage.isPresent() ? "the release" : "the rollback") + " itself is complete: alias " + alias
                + " points to version " + liveNow.orElse("?");
    }

    private String live() {
        if (liveNow.isPresent()) {
            return "alias " + alias + " points to version " + liveNow.get() + " already, which takes the live traffic";
        }
        if (!read) {
            return "nothing was changed in AWS";
        }
        if (published.isPresent()) {
            return moving(published.get());
        }
        return liveBefore
                .map(version -> "live traffic was not touched, alias " + alias + " still points to version " + version)
                .orElse((isBeforeAnyChange() ? "nothing was changed in AWS; " : "")
                        + "there is no live traffic yet, alias " + alias + " does not exist");
    }

    private boolean isBeforeAnyChange() {
        return stage.filter(reached -> reached.compareTo(Stage.UPLOAD) < 0).isPresent();
    }

    private String moving(String version) {
        String move = liveBefore
                .map(before -> "alias " + alias + " was about to move from version " + before + " to " + version)
                .orElse("alias " + alias + " was about to be created for version " + version);
        return move + "; to see whether it did: aws lambda get-alias --function-name " + function + " --name " + alias;
    }
}
