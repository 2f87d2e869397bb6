package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.Credentials;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What others are told of a run, as the JSON document that {@code docs/notification.schema.json} describes. */
final class AnnouncementJson {
    private AnnouncementJson() {}

    static String of(News news) {
        News.Run run = news.run();
        ObjectNode root = JsonLayout.object()
                .put("operation", run.operation().word())
                .put("state", news.state().word())
                .put("title", AnnouncementWording.title(news))
                .put("at", news.at().toString())
                .put("milliseconds", news.took().toMillis())
                .put("functionName", run.function())
                .put("functionArn", text(news.change().functionArn()))
                .put("alias", run.alias())
                .put("sourceVersion", text(run.sourceVersion()))
                .put("version", text(news.change().to()))
                .put("previousVersion", text(news.change().from()))
                .put("status", status(news))
                .put("by", Credentials.redact(run.by()));
        root.set("promotedFrom", run.provenance().map(ReleaseJson::provenance).orElse(null));
        Optional<Release> release = news.release();
        root.set(
                "code",
                release.map(known ->
                                JsonLayout.object().put("changed", known.code().changed()))
                        .orElse(null));
        root.set(
                "dependencies",
                release.flatMap(Release::dependencies)
                        .map(known -> JsonLayout.object().put("changed", known.changed()))
                        .orElse(null));
        root.set("error", news.failure().map(failure -> error(news, failure)).orElse(null));
        return root.toString();
    }

    /** As in the JSON result of the command. */
    private static @Nullable String status(News news) {
        if (news.state() != News.State.SUCCEEDED) {
            return null;
        }
        return news.release()
                .map(release -> release.status().name().toLowerCase(Locale.ROOT))
                .orElse("rolled-back");
    }

    private static ObjectNode error(News news, News.Failure failure) {
        return JsonLayout.object()
                .put("message", String.join("\n", AnnouncementWording.quoted(news)))
                .put("hint", Credentials.redact(failure.hint()))
                .put("standing", failure.standing().map(Credentials::redact).orElse(null));
    }

    private static @Nullable String text(Optional<String> value) {
        return value.orElse(null);
    }
}
