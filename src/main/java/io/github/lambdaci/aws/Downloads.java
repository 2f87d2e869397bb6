package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Downloads the zips of functions and layers from where Lambda says that they are. */
final class Downloads {
    private static final int OK = 200;

    private final SdkHttpClient http;

    Downloads(SdkHttpClient http) {
        this.http = http;
    }

    /**
     * Downloads a zip.
     *
     * @param what what it is, in words
     * @param location the address that Lambda gave, which whoever has it may download: it is never told
     * @param sha256 the hash that Lambda says it has
     * @param target a file that is not there yet
     */
    void fetch(String what, @Nullable String location, Optional<Sha256> sha256, Path target) {
        try {
            copy(location, target);
            if (sha256.isPresent() && !Sha256.of(target).equals(sha256.get())) {
                throw new DownloadException("it is not what Lambda says it is");
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new AwsException(
                    "downloading " + what + " failed: " + reason(e),
                    "see whether this machine may reach S3 in the function's region",
                    e);
        }
    }

    private void copy(@Nullable String location, Path target) throws IOException {
        if (location == null || !location.startsWith("http")) {
            throw new DownloadException("Lambda does not say where it is");
        }
        SdkHttpFullRequest request = SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(location))
                .build();
        HttpExecuteResponse response = http.prepareRequest(
                        HttpExecuteRequest.builder().request(request).build())
                .call();
        Optional<AbortableInputStream> body = response.responseBody();
        try (InputStream in = body.orElseThrow(() -> new DownloadException("the answer has no content"))) {
            if (response.httpResponse().statusCode() != OK) {
                body.get().abort();
                throw new DownloadException(
                        "the answer is " + response.httpResponse().statusCode());
            }
            Files.copy(in, target);
        }
    }

    /** Only words of our own: those of others can name the address. */
    private static String reason(Exception e) {
        return e instanceof DownloadException
                ? String.valueOf(e.getMessage())
                : e.getClass().getSimpleName();
    }

    private static final class DownloadException extends IOException {
        private static final long serialVersionUID = 1;

        DownloadException(String message) {
            super(message);
        }
    }
}
