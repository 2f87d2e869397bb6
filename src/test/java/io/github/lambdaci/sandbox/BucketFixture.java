package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket in a sandbox. */
abstract class BucketFixture {
    static final String BUCKET = "artifacts";

    @TempDir
    Path directory;

    SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(directory, SandboxSettings.defaults());
        sandbox.server().provisionBucket(BUCKET);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    final String put(String key, String content) {
        return sandbox.s3()
                .putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(content))
                .versionId();
    }

    final String read(String key) {
        return sandbox.s3()
                .getObjectAsBytes(request -> request.bucket(BUCKET).key(key))
                .asUtf8String();
    }

    static void assertRefused(Runnable call, int status, String code) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(S3Exception.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(status);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
