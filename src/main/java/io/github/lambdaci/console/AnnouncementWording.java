package io.github.lambdaci.console;

import io.github.lambdaci.console.News.Operation;
import io.github.lambdaci.console.News.Run;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What others are told of a run, in words. */
final class AnnouncementWording {
    private static final int QUOTED_LINES = 5;

    private static final int QUOTED_CHARACTERS = 300;

    private AnnouncementWording() {}

    static String title(News news) {
        Run run = news.run();
        String alias = " (alias " + run.alias() + ")";
        String name = run.function() + ": " + run.operation().word() + aim(news);
        return switch (news.state()) {
            case STARTED -> name + " begins" + alias;
            case FAILED -> name + " failed" + alias;
            case WENT_BACK -> name + " failed, and all traffic went back" + alias;
            case SUCCEEDED -> succeeded(news, alias);
        };
    }

    private static String aim(News news) {
        Run run = news.run();
        return run.operation() == Operation.ROLLBACK
                ? news.change().to().map(version -> " to version " + version).orElse("")
                : run.sourceVersion()
                        .map(source -> " of " + Wording.sourceVersion(source))
                        .orElse("");
    }

    private static String succeeded(News news, String alias) {
        String function = news.run().function();
        String version = news.change().to().orElse("?");
        if (news.run().operation() == Operation.ROLLBACK) {
            return function + " was rolled back to version " + version + alias;
        }
        return isWaiting(news)
                ? function + " has version " + version + " ready, alias "
                        + news.run().alias() + " was left as it is"
                : function + " is live at version " + version + alias;
    }

    static boolean isWaiting(News news) {
        return news.release()
                .filter(release -> release.status() == Release.Status.WAITING)
                .isPresent();
    }

    static List<String> lines(News news) {
        List<String> lines = new ArrayList<>();
        news.run().sourceVersion().ifPresent(source -> lines.add("source: " + Wording.sourceVersion(source)));
        news.run().provenance().ifPresent(from -> lines.add("promoted from: " + Wording.provenance(from)));
        versions(news).ifPresent(lines::add);
        news.release().ifPresent(release -> {
            lines.add("code: " + ReleaseWording.code(release));
            lines.add("dependencies: " + ReleaseWording.dependencies(release));
        });
        if (news.state() != News.State.STARTED) {
            lines.add("took: " + Wording.duration(news.took()));
        }
        lines.add("by: " + Credentials.redact(news.run().by()));
        news.failure().flatMap(News.Failure::standing).ifPresent(sentence -> lines.add(Credentials.redact(sentence)));
        goBack(news).ifPresent(command -> lines.add("to go back: " + command));
        return lines;
    }

    private static Optional<String> versions(News news) {
        Optional<String> from = news.change().from();
        return switch (news.state()) {
            case STARTED ->
                Optional.of(
                        "live now: " + from.map(version -> "version " + version).orElse("nothing yet"));
            case SUCCEEDED -> isWaiting(news) ? Optional.empty() : Optional.of("before: " + before(from));
            case FAILED, WENT_BACK -> Optional.empty();
        };
    }

    private static String before(Optional<String> from) {
        return from.map(version -> "version " + version).orElse("nothing, this is the first release");
    }

    private static Optional<String> goBack(News news) {
        return news.release()
                .filter(release -> release.status() == Release.Status.PUBLISHED)
                .flatMap(ReleaseWording::goBack);
    }

    /**
     * The error's first lines, each to its first characters, without what the error itself quotes, indented: what a
     * function logged, or a tool wrote, stays with those who may read the run's own log.
     */
    static List<String> quoted(News news) {
        List<String> lines = news.failure().stream()
                .flatMap(failure -> Credentials.redact(failure.message()).lines())
                .toList();
        List<String> quoted = new ArrayList<>(lines.stream()
                .takeWhile(line -> !line.startsWith(" "))
                .limit(QUOTED_LINES)
                .map(AnnouncementWording::shortened)
                .toList());
        if (lines.size() > quoted.size()) {
            quoted.add("...");
        }
        return quoted;
    }

    private static String shortened(String line) {
        return line.length() <= QUOTED_CHARACTERS ? line : line.substring(0, QUOTED_CHARACTERS) + "...";
    }

    static Map<String, String> attributes(News news) {
        return Map.of(
                "operation", news.run().operation().word(),
                "state", news.state().word(),
                "function", news.run().function(),
                "alias", news.run().alias());
    }
}
