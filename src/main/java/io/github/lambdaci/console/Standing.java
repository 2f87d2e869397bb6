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
    private Optional<String> liveNow = Optional.empty();
    private Optional<String> moving = Optional.empty();
    private Optional<String> sharing = Optional.empty();
    private boolean back;
    private boolean finished;
    private String leaving = "";

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

    /** From here on, the alias may be changed at any moment. */
    void moving(FunctionVersion version) {
        moving = Optional.of(version.version());
        sharing = Optional.empty();
    }

    /** A part of the traffic is on another version. */
    void sharing(String sentence) {
        sharing = Optional.of(sentence);
    }

    /** All traffic is where it was. */
    void wentBack() {
        moving = Optional.empty();
        sharing = Optional.empty();
        back = true;
    }

    void live(FunctionVersion version) {
        liveNow = Optional.of(version.version());
    }

    /** What is done where nothing became live. */
    void finishedWith(String what) {
        leaving = what;
    }

    void finished() {
        finished = true;
    }

    /** What is live, and in which stage the run ended; nothing if it did not come to a stage. */
    Optional<String> sentence() {
        return doing.map(what -> finished ? complete() : "stopped in " + what + ": " + live());
    }

    private String complete() {
        if (liveNow.isEmpty()) {
            return leaving;
        }
        return (stage.isPresent() ? "the release" : "the rollback") + " itself is complete: alias " + alias
                + " points to version " + liveNow.get();
    }

    private String live() {
        if (liveNow.isPresent()) {
            return "alias " + alias + " points to version " + liveNow.get() + " already, which takes the live traffic";
        }
        if (!read) {
            return "nothing was changed in AWS";
        }
        if (sharing.isPresent()) {
            return sharing.get();
        }
        if (moving.isPresent()) {
            return moving(moving.get());
        }
        if (back) {
            return "all traffic of alias " + alias + " is on version " + liveBefore.orElse("?") + " again";
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
