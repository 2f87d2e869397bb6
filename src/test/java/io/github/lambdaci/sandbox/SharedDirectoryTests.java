package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class SharedDirectoryTests {
    private static final FunctionSeed SEED = new FunctionSeed("orders", "python3.12", "arm64", "app.handler", "latest");
    private static final SandboxSettings AT_ONCE = SandboxSettings.defaults().withDelay(Duration.ZERO);

    @TempDir
    private Path directory;

    private static String status(SandboxFixture sandbox) {
        return sandbox.lambda()
                .getFunctionConfiguration(request -> request.functionName("orders"))
                .lastUpdateStatusAsString();
    }

    private static SdkBytes zip(int number) {
        return SandboxFixture.zip(Map.of("python/dep.py", "X = " + number));
    }

    private interface Numbered<T> {
        T call(int number);
    }

    private static <T> List<T> inParallel(int times, Numbered<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<T>> calls = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(number -> () -> task.call(number))
                    .toList();
            List<T> results = new java.util.ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void invoke(SandboxFixture sandbox) {
        assertThatCode(() -> sandbox.lambda().invoke(request -> request.functionName("orders")))
                .doesNotThrowAnyException();
    }

    @Test
    void stateSurvivesARestart() {
        try (SandboxFixture before = new SandboxFixture(directory, AT_ONCE)) {
            before.server().provisionFunction(SEED);
            before.server().provisionBucket("artifacts");
            before.s3().putObject(request -> request.bucket("artifacts").key("k"), RequestBody.fromString("kept"));
        }
        try (SandboxFixture after = new SandboxFixture(directory, AT_ONCE)) {
            assertThat(after.s3()
                            .getObjectAsBytes(
                                    request -> request.bucket("artifacts").key("k"))
                            .asUtf8String())
                    .isEqualTo("kept");
            assertThat(after.lambda()
                            .getAlias(request -> request.functionName("orders").name("latest"))
                            .functionVersion())
                    .isEqualTo("1");
        }
    }

    @Test
    void updateThatWasUnderWaySettlesAfterARestart() {
        SettableClock clock = new SettableClock();
        SandboxSettings slow = SandboxSettings.defaults().withClock(clock).withDelay(Duration.ofMinutes(1));
        try (SandboxFixture before = new SandboxFixture(directory, slow)) {
            before.server().provisionFunction(SEED);
            before.lambda()
                    .updateFunctionConfiguration(
                            request -> request.functionName("orders").timeout(9));
        }
        try (SandboxFixture after = new SandboxFixture(directory, slow)) {
            assertThat(status(after)).isEqualTo("InProgress");
            clock.advance(Duration.ofMinutes(1));
            assertThat(status(after)).isEqualTo("Successful");
        }
    }

    @Test
    void twoServersOfOneDirectorySeeOneAnothersChanges() throws Exception {
        try (SandboxFixture one = new SandboxFixture(directory, AT_ONCE);
                SandboxFixture other = new SandboxFixture(directory, AT_ONCE)) {
            one.server().provisionBucket("artifacts");
            List<Integer> statuses = inParallel(20, number -> {
                SandboxFixture sandbox = number % 2 == 0 ? one : other;
                try {
                    return sandbox.s3()
                            .putObject(
                                    request ->
                                            request.bucket("artifacts").key("k").ifNoneMatch("*"),
                                    RequestBody.fromString("x" + number))
                            .sdkHttpResponse()
                            .statusCode();
                } catch (S3Exception refused) {
                    return refused.statusCode();
                }
            });
            List<Long> layers = inParallel(
                    20,
                    number -> (number % 2 == 0 ? one : other)
                            .lambda()
                            .publishLayerVersion(request ->
                                    request.layerName("deps").content(content -> content.zipFile(zip(number))))
                            .version());

            assertThat(statuses)
                    .containsOnlyOnce(200)
                    .filteredOn(status -> status == 412)
                    .hasSize(19);
            assertThat(layers)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.rangeClosed(1, 20).mapToObj(Long::valueOf).toList());
            assertThat(other.lambda()
                            .listLayerVersions(request -> request.layerName("deps"))
                            .layerVersions())
                    .hasSize(20);
        }
    }

    @Test
    void replacedObjectIsAlwaysReadWhole() throws Exception {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            sandbox.s3().createBucket(request -> request.bucket("plain"));
            sandbox.s3()
                    .putObject(request -> request.bucket("plain").key("k"), RequestBody.fromString("0".repeat(50_000)));
            List<Boolean> whole = inParallel(40, number -> {
                if (number % 2 == 0) {
                    var unused = sandbox.s3()
                            .putObject(
                                    request -> request.bucket("plain").key("k"),
                                    RequestBody.fromString(
                                            Integer.toString(number % 10).repeat(50_000)));
                    return true;
                }
                String read = sandbox.s3()
                        .getObjectAsBytes(request -> request.bucket("plain").key("k"))
                        .asUtf8String();
                return read.equals(read.substring(0, 1).repeat(50_000));
            });

            assertThat(whole).containsOnly(true);
        }
    }

    @Test
    void tornLogLineCostsOnlyItself() throws IOException {
        try (SandboxFixture sandbox = new SandboxFixture(directory, AT_ONCE)) {
            sandbox.server().provisionFunction(SEED);
            invoke(sandbox);
            Path events;
            try (var files = Files.walk(directory)) {
                events = files.filter(file -> file.toString().endsWith(".events"))
                        .findFirst()
                        .orElseThrow();
            }
            Files.writeString(events, "{\"t\":1,\"m\":\"ha", java.nio.file.StandardOpenOption.APPEND);
            invoke(sandbox);

            assertThat(sandbox.logs()
                            .filterLogEvents(request ->
                                    request.logGroupName("/aws/lambda/orders").filterPattern("INIT_START"))
                            .events())
                    .hasSize(2);
        }
    }
}
