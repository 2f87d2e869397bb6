package io.github.lambdaci.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.SignedLink;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.history.LiveArtifacts;
import io.github.lambdaci.json.JsonTree;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.TopicArn;
import io.github.lambdaci.project.LambdaProject.Target;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is said of artifacts, as {@code docs/announcement.schema.json} describes it.
 *
 * @param artifacts what is live
 * @param topic who is told
 * @param at when
 */
record Announcement(LiveArtifacts artifacts, TopicArn topic, Instant at) {
    private static final String CODE = "code";
    private static final String DEPENDENCIES = "dependencies";
    private static final String SHA256 = "sha256";
    private static final String TOPIC = "topicArn";
    private static final String VERSION = "version";
    private static final String LAYER = "layerVersionArn";

    /** Keeps whole seconds: nobody reads more. */
    Announcement {
        at = at.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What is sent, with links to download the artifacts by. */
    Message message(Function<StoredArtifact, SignedLink> links) {
        String title = target().function() + " " + artifacts.sourceVersion() + " is live at version "
                + artifacts.live().version() + " (alias " + target().alias() + ")";
        return new Message(
                title,
                List.of(),
                List.of(),
                attributes(),
                JsonTree.text(document(artifact -> Optional.of(links.apply(artifact)))));
    }

    /** What is kept of it, by which it can be received again by whoever may read the bucket. */
    String record() {
        return JsonTree.text(document(artifact -> Optional.empty()));
    }

    /** What subscriptions can filter by. */
    private Map<String, String> attributes() {
        Place place = Place.of(artifacts.live());
        return Map.of(
                "kind", "artifacts",
                "account", place.account(),
                "region", place.region(),
                "function", target().function(),
                "alias", target().alias());
    }

    private ObjectNode document(Function<StoredArtifact, Optional<SignedLink>> links) {
        FunctionVersion live = artifacts.live();
        Place place = Place.of(live);
        ArtifactKeys keys = new ArtifactKeys(target().bucket(), target().function());
        ObjectNode root = JsonTree.object()
                .put("schemaVersion", 1)
                .put("announcedAt", at.toString())
                .put(TOPIC, topic.arn())
                .put("account", place.account())
                .put("region", place.region())
                .put("functionName", target().function())
                .put("functionArn", live.functionArn())
                .put("alias", target().alias())
                .put(VERSION, live.version())
                .put("sourceVersion", artifacts.sourceVersion())
                .put("runtime", live.runtime().name())
                .put("architecture", live.architecture().lambdaName());
        root.set(CODE, artifact(artifacts.code(), keys.latestCode(), links));
        root.set(
                DEPENDENCIES,
                artifacts
                        .dependencies()
                        .map(found -> artifact(found.zip(), keys.latestDependencies(), links)
                                .put("fingerprint", found.fingerprint().hex())
                                .put(LAYER, found.layer().toString()))
                        .orElse(null));
        return root;
    }

    private static ObjectNode artifact(
            StoredArtifact artifact, ArtifactKey latest, Function<StoredArtifact, Optional<SignedLink>> links) {
        ObjectNode node = JsonTree.object()
                .put("bucket", artifact.key().bucket())
                .put("key", artifact.key().key())
                .put("versionId", artifact.versionId().orElse(null))
                .put("latestKey", latest.key())
                .put(SHA256, artifact.sha256().hex())
                .put("sha256Base64", artifact.sha256().base64())
                .put("bytes", artifact.bytes());
        links.apply(artifact)
                .ifPresent(link -> node.put("url", link.url().toString())
                        .put(
                                "urlExpires",
                                link.expires().truncatedTo(ChronoUnit.SECONDS).toString()));
        return node;
    }

    private Target target() {
        return artifacts.target();
    }

    /** Whether a record says that just this was announced to this topic. */
    static boolean isOf(JsonNode record, FunctionVersion live, TopicArn topic) {
        String layer = record.path(DEPENDENCIES).path(LAYER).asText();
        return record.path(TOPIC).asText().equals(topic.arn())
                && record.path(VERSION).asText().equals(live.version())
                && record.path(CODE)
                        .path(SHA256)
                        .asText()
                        .equals(live.codeSha256().hex())
                && (layer.isEmpty()
                        || live.layers().stream().map(LayerVersionArn::toString).anyMatch(layer::equals));
    }

    /** Where a function is, which its ARN says. */
    private record Place(String region, String account) {
        static Place of(FunctionVersion function) {
            String[] parts = function.functionArn().split(":", -1);
            return new Place(parts[3], parts[4]);
        }
    }
}
