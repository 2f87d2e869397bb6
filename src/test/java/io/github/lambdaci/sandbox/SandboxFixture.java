package io.github.lambdaci.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** A server with the AWS SDK's clients for it. */
final class SandboxFixture implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/test";

    private final SandboxServer server;
    private final S3Client s3;
    private final LambdaClient lambda;
    private final CloudWatchLogsClient logs;
    private final CloudWatchClient cloudWatch;

    SandboxFixture(Path directory, SandboxSettings settings) {
        this.server = SandboxServer.start(directory, 0, settings);
        this.s3 = s3("us-east-1");
        this.lambda = configured(LambdaClient.builder(), server.endpoint(), "us-east-1")
                .build();
        this.logs = configured(CloudWatchLogsClient.builder(), server.endpoint(), "us-east-1")
                .build();
        this.cloudWatch = configured(CloudWatchClient.builder(), server.endpoint(), "us-east-1")
                .build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B configured(
            B builder, URI endpoint, String region) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(region))
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
    }

    S3Client s3(String region) {
        return configured(S3Client.builder(), server.endpoint(), region)
                .forcePathStyle(true)
                .build();
    }

    SandboxServer server() {
        return server;
    }

    S3Client s3() {
        return s3;
    }

    LambdaClient lambda() {
        return lambda;
    }

    CloudWatchLogsClient logs() {
        return logs;
    }

    CloudWatchClient cloudWatch() {
        return cloudWatch;
    }

    /** Sends a request that no SDK would send. */
    HttpResponse<String> send(String method, String path, byte[] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.endpoint().resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    void createFunction(String name, String runtime, String handler, SdkBytes zip) {
        var unused = lambda.createFunction(request -> request.functionName(name)
                .runtime(runtime)
                .handler(handler)
                .role(ROLE)
                .timeout(20)
                .code(code -> code.zipFile(zip)));
    }

    /** Zips files; a name that ends in {@code ->} is a symbolic link to its content, one in {@code *} is a program. */
    static SdkBytes zip(Map<String, String> files) {
        SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
                boolean link = file.getKey().endsWith("->");
                int mode = UnixStat.FILE_FLAG | (file.getKey().endsWith("*") ? 0755 : 0644);
                ZipArchiveEntry entry =
                        new ZipArchiveEntry(file.getKey().replace("->", "").replace("*", ""));
                entry.setUnixMode(link ? UnixStat.LINK_FLAG | 0777 : mode);
                entry.setTime(1_600_000_000_000L);
                out.putArchiveEntry(entry);
                out.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
            }
            out.finish();
            ByteArrayOutputStream copy = new ByteArrayOutputStream();
            copy.write(bytes.array(), 0, (int) bytes.size());
            return SdkBytes.fromByteArray(copy.toByteArray());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A zip that says that it is large and is not. */
    static SdkBytes zipThatClaims(long size) {
        SeekableInMemoryByteChannel bytes = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("large.bin");
            entry.setMethod(ZipArchiveEntry.DEFLATED);
            entry.setSize(size);
            entry.setCompressedSize(2);
            entry.setCrc(0);
            entry.setTime(1_600_000_000_000L);
            out.addRawArchiveEntry(entry, new java.io.ByteArrayInputStream(new byte[] {3, 0}));
            out.finish();
            return SdkBytes.fromByteArray(java.util.Arrays.copyOf(bytes.array(), (int) bytes.size()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        s3.close();
        lambda.close();
        logs.close();
        cloudWatch.close();
        server.close();
    }
}
