package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.console.News.Operation;
import io.github.lambdaci.console.News.State;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.Undelivered;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.project.LambdaProject.Target;
import io.github.lambdaci.project.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/** Follows a run and tells others of it: when it begins to change something, and how it ended. */
public final class Announcements {
    private final StageLines lines;
    private final InstantSource clock;
    private final Standing standing;
    private Optional<Consumer<Message>> outlet = Optional.empty();
    private String by = "";
    private Optional<News.Run> run = Optional.empty();
    private Optional<String> from = Optional.empty();
    private Optional<String> to = Optional.empty();
    private Optional<String> arn = Optional.empty();
    private Instant start = Instant.EPOCH;
    private boolean told;
    private boolean back;

    Announcements(StageLines lines, InstantSource clock, Standing standing) {
        this.lines = lines;
        this.clock = clock;
        this.standing = standing;
    }

    /**
     * Somebody wants to know.
     *
     * @param runner who runs lambda-ci
     * @param messages takes what is to be told
     */
    public void to(String runner, Consumer<Message> messages) {
        by = runner;
        outlet = Optional.of(messages);
    }

    void began(Operation operation, Target target, Optional<String> sourceVersion, Optional<Provenance> provenance) {
        run = Optional.of(new News.Run(operation, target.function(), target.alias(), sourceVersion, by, provenance));
        start = clock.instant();
    }

    void read(FunctionVersion function, Optional<LiveAlias> alias) {
        arn = Optional.of(function.functionArn());
        from = alias.map(live -> live.target().version());
    }

    /** It was found out where a rollback goes. */
    void goingTo(String version, String sourceVersion) {
        to = Optional.of(version);
        run = run.map(begun -> new News.Run(
                begun.operation(),
                begun.function(),
                begun.alias(),
                Optional.of(sourceVersion).filter(text -> !text.isEmpty()),
                by,
                begun.provenance()));
    }

    /** From here on, something changes: others may want to look, and whatever follows is told too. */
    void changing() {
        told = true;
        post(State.STARTED, Optional.empty(), Optional.empty());
    }

    void wentBack() {
        back = true;
    }

    /** A release is done; where nothing was done it is no news. */
    void finished(Release release) {
        if (told || release.status() == Release.Status.PUBLISHED) {
            from = release.previousVersion();
            to = Optional.of(release.live().version());
            arn = Optional.of(release.live().functionArn());
            post(State.SUCCEEDED, Optional.of(release), Optional.empty());
        }
    }

    /** A rollback is done; where nothing was done it is no news. */
    void finished(RollbackResult result) {
        if (result.status() == RollbackResult.Status.ROLLED_BACK) {
            from = result.from();
            post(State.SUCCEEDED, Optional.empty(), Optional.empty());
        }
    }

    /** The run has failed; that somebody stopped it before it changed anything is no news. */
    public void failed(Throwable failure, boolean stopped) {
        boolean interrupted = failure instanceof InterruptedRunException || stopped;
        if (told || !interrupted) {
            State state = back ? State.WENT_BACK : State.FAILED;
            post(state, Optional.empty(), Optional.of(reason(failure, stopped)));
        }
    }

    /** Says that somebody who wanted to know was not told. */
    public void undelivered(Undelivered missed) {
        String count = missed.messages() == 1 ? "a notification" : missed.messages() + " notifications";
        lines.warn(Credentials.redact(missed.why()) + "; " + count + " did not get there");
        missed.hint().lines().forEach(line -> lines.warn("  " + line));
    }

    private News.Failure reason(Throwable failure, boolean stopped) {
        if (failure instanceof LambdaCiException known && (failure instanceof InterruptedRunException || !stopped)) {
            return new News.Failure(String.valueOf(known.getMessage()), known.hint(), standing.sentence());
        }
        return stopped
                ? new News.Failure("interrupted", LambdaCiException.RUN_AGAIN, standing.sentence())
                : new News.Failure("a bug in lambda-ci: " + failure, "please report it", standing.sentence());
    }

    private void post(State state, Optional<Release> release, Optional<News.Failure> failure) {
        run.ifPresent(known -> outlet.ifPresent(messages -> messages.accept(message(
                new News(known, state, clock.instant(), took(), new News.Change(from, to, arn), release, failure)))));
    }

    private Duration took() {
        return Duration.between(start, clock.instant());
    }

    private static Message message(News news) {
        return new Message(
                AnnouncementWording.title(news),
                AnnouncementWording.lines(news),
                AnnouncementWording.quoted(news),
                AnnouncementWording.attributes(news),
                AnnouncementJson.of(news));
    }
}
