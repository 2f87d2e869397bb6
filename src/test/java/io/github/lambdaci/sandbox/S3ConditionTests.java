package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a lease in S3 is made of: writes and deletes that depend on what is there. */
final class S3ConditionTests extends BucketFixture {
    private static final int CALLERS = 20;

    private String etag(String key) {
        return sandbox.s3()
                .headObject(request -> request.bucket(BUCKET).key(key))
                .eTag();
    }

    private static int status(Runnable call) {
        try {
            call.run();
            return 200;
        } catch (S3Exception refused) {
            return refused.statusCode();
        }
    }

    private void putIfAbsent(String key, String content) {
        sandbox.s3()
                .putObject(
                        request -> request.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content));
    }

    private void putIfMatch(String key, String etag, String content) {
        sandbox.s3()
                .putObject(request -> request.bucket(BUCKET).key(key).ifMatch(etag), RequestBody.fromString(content));
    }

    private void deleteIfMatch(String key, String etag) {
        var unused = sandbox.s3()
                .deleteObject(request -> request.bucket(BUCKET).key(key).ifMatch(etag));
    }

    @Test
    void twentyWritersOfANewKeyHaveOneWinner() throws Exception {
        List<Integer> statuses =
                InParallel.call(CALLERS, number -> status(() -> putIfAbsent("lease", "owner " + number)));

        assertThat(Collections.frequency(statuses, 200)).isOne();
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(CALLERS - 1);
        assertThat(read("lease")).isEqualTo("owner " + statuses.indexOf(200));
    }

    @Test
    void twentyWritersWhoKnowTheSameObjectHaveOneWinner() throws Exception {
        put("lease", "expired");
        String known = etag("lease");

        List<Integer> statuses =
                InParallel.call(CALLERS, number -> status(() -> putIfMatch("lease", known, "owner " + number)));

        assertThat(Collections.frequency(statuses, 200)).isOne();
        assertThat(Collections.frequency(statuses, 412)).isEqualTo(CALLERS - 1);
        assertThat(read("lease")).isEqualTo("owner " + statuses.indexOf(200));
    }

    @Test
    void takingOverAndReleasingDoNotBothSucceed() throws Exception {
        put("lease", "expired");
        String known = etag("lease");

        List<Integer> statuses = InParallel.call(
                CALLERS,
                number -> status(
                        number % 2 == 0
                                ? () -> putIfMatch("lease", known, "owner " + number)
                                : () -> deleteIfMatch("lease", known)));

        assertThat(Collections.frequency(statuses, 200)).isOne();
        assertThat(statuses)
                .containsAnyOf(404, 412)
                .allMatch(status -> List.of(200, 404, 412).contains(status));
    }

    @Test
    void writeThatKnowsAnObjectDoesNotMakeOne() {
        assertRefused(() -> putIfMatch("absent", "\"0123\"", "x"), 404, "NoSuchKey");

        put("deleted", "1");
        String known = etag("deleted");
        sandbox.s3().deleteObject(request -> request.bucket(BUCKET).key("deleted"));
        assertRefused(() -> putIfMatch("deleted", known, "x"), 404, "NoSuchKey");
    }

    @Test
    void deletedObjectDoesNotHinderANewOne() {
        put("lease", "1");
        sandbox.s3().deleteObject(request -> request.bucket(BUCKET).key("lease"));

        putIfAbsent("lease", "2");

        assertThat(read("lease")).isEqualTo("2");
    }

    @Test
    void deleteTakesOnlyWhatTheCallerKnows() {
        put("lease", "mine");
        String mine = etag("lease");
        put("lease", "theirs");

        assertRefused(() -> deleteIfMatch("lease", mine), 412, "PreconditionFailed");
        assertThat(read("lease")).isEqualTo("theirs");

        deleteIfMatch("lease", etag("lease"));
        assertRefused(() -> read("lease"), 404, "NoSuchKey");
        assertRefused(() -> deleteIfMatch("lease", mine), 404, "NoSuchKey");
        assertRefused(() -> deleteIfMatch("never there", "*"), 404, "NoSuchKey");
    }

    @Test
    void deleteOfAVersionKnowsNoConditions() {
        String version = put("k", "1");

        assertRefused(
                () -> sandbox.s3()
                        .deleteObject(request -> request.bucket(BUCKET)
                                .key("k")
                                .versionId(version)
                                .ifMatch("*")),
                501,
                "NotImplemented");
    }

    @Test
    void eachOfManyDeletesHasItsOwnCondition() {
        put("known", "1");
        put("changed", "1");

        var answer = sandbox.s3()
                .deleteObjects(request -> request.bucket(BUCKET)
                        .delete(delete ->
                                delete.objects(identifier("known", etag("known")), identifier("changed", "\"0123\""))));

        assertThat(answer.deleted())
                .singleElement()
                .satisfies(deleted -> assertThat(deleted.key()).isEqualTo("known"));
        assertThat(answer.errors()).singleElement().satisfies(S3ConditionTests::assertPreconditionFailed);
        assertThat(read("changed")).isEqualTo("1");
    }

    private static ObjectIdentifier identifier(String key, String etag) {
        return ObjectIdentifier.builder().key(key).eTag(etag).build();
    }

    private static void assertPreconditionFailed(S3Error error) {
        assertThat(error.key()).isEqualTo("changed");
        assertThat(error.code()).isEqualTo("PreconditionFailed");
    }

    @Test
    void copyDoesNotReplaceWhatIsThere() {
        put("from", "1");
        put("to", "2");

        assertRefused(() -> copyIfAbsent("to"), 412, "PreconditionFailed");
        assertThat(read("to")).isEqualTo("2");
        assertThatCode(() -> copyIfAbsent("new")).doesNotThrowAnyException();
        assertThat(read("new")).isEqualTo("1");
    }

    private void copyIfAbsent(String key) {
        var unused = sandbox.s3()
                .copyObject(request -> request.sourceBucket(BUCKET)
                        .sourceKey("from")
                        .destinationBucket(BUCKET)
                        .destinationKey(key)
                        .ifNoneMatch("*"));
    }

    @Test
    void uploadInPartsDoesNotReplaceWhatIsThere() {
        String id = sandbox.s3()
                .createMultipartUpload(request -> request.bucket(BUCKET).key("large"))
                .uploadId();
        String part = sandbox.s3()
                .uploadPart(
                        request ->
                                request.bucket(BUCKET).key("large").uploadId(id).partNumber(1),
                        RequestBody.fromString("part"))
                .eTag();
        put("large", "was faster");

        assertRefused(() -> completeIfAbsent(id, part), 412, "PreconditionFailed");
        assertThat(read("large")).isEqualTo("was faster");
        sandbox.s3().deleteObject(request -> request.bucket(BUCKET).key("large"));
        completeIfAbsent(id, part);
        assertThat(read("large")).isEqualTo("part");
    }

    private void completeIfAbsent(String id, String part) {
        var unused = sandbox.s3()
                .completeMultipartUpload(request -> request.bucket(BUCKET)
                        .key("large")
                        .uploadId(id)
                        .ifNoneMatch("*")
                        .multipartUpload(upload -> upload.parts(
                                CompletedPart.builder().partNumber(1).eTag(part).build())));
    }
}
