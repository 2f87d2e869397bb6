package io.github.lambdaci.sandbox.s3;

import io.github.lambdaci.sandbox.http.AwsChunkedInputStream;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Streams a request's body to disk and refuses one that is not what the caller says it is. */
final class BodyReceiver {
    private static final Set<String> NOT_ALGORITHMS =
            Set.of("x-amz-checksum-mode", "x-amz-checksum-type", "x-amz-checksum-algorithm");

    private final StateDirectory state;

    BodyReceiver(StateDirectory state) {
        this.state = state;
    }

    ReceivedBody receive(Request request) throws IOException {
        return receive(request, EnumSet.noneOf(ChecksumAlgorithm.class));
    }

    /** Receives a body and computes what the request names, what is asked for, or else S3's default checksum. */
    ReceivedBody receive(Request request, Set<ChecksumAlgorithm> asked) throws IOException {
        Path file = state.temporary();
        try {
            AwsChunkedInputStream framed = isFramed(request) ? new AwsChunkedInputStream(request.body()) : null;
            Set<ChecksumAlgorithm> algorithms = declared(request);
            algorithms.addAll(asked);
            ReceivedBody body = store(framed == null ? request.body() : framed, file, algorithms);
            Map<String, String> claims = new LinkedHashMap<>(request.headers());
            if (framed != null) {
                claims.putAll(framed.trailers());
            }
            verify(request, claims, body);
            return body;
        } catch (IOException | RuntimeException refused) {
            Files.deleteIfExists(file);
            throw refused;
        }
    }

    /** Computes the hashes of bytes that are on this machine already, while they are copied. */
    ReceivedBody store(InputStream in, Path file, Set<ChecksumAlgorithm> algorithms) throws IOException {
        Map<ChecksumAlgorithm, ChecksumAlgorithm.Hasher> hashers = new LinkedHashMap<>();
        (algorithms.isEmpty() ? EnumSet.of(ChecksumAlgorithm.CRC64NVME) : algorithms)
                .forEach(algorithm -> hashers.put(algorithm, algorithm.start()));
        ChecksumAlgorithm.Hasher md5 = new ChecksumAlgorithm.Cryptographic("MD5");
        ChecksumAlgorithm.Hasher sha256 = ChecksumAlgorithm.SHA256.start();
        long size = 0;
        byte[] buffer = new byte[128 * 1024];
        try (var out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int length = read;
                out.write(buffer, 0, length);
                md5.update(buffer, length);
                sha256.update(buffer, length);
                hashers.values().forEach(hasher -> hasher.update(buffer, length));
                size += length;
            }
        }
        Map<String, String> checksums = new LinkedHashMap<>();
        hashers.forEach((algorithm, hasher) -> checksums.put(algorithm.lowerCase(), hasher.base64()));
        HexFormat hex = HexFormat.of();
        return new ReceivedBody(file, size, hex.formatHex(md5.digest()), hex.formatHex(sha256.digest()), checksums);
    }

    private static boolean isFramed(Request request) {
        return request.header("x-amz-content-sha256").orElse("").startsWith("STREAMING-")
                || request.header("content-encoding").orElse("").contains("aws-chunked");
    }

    /** The algorithms that the request names: with a value, in a trailer to come, or only by name. */
    static Set<ChecksumAlgorithm> declared(Request request) {
        Set<ChecksumAlgorithm> algorithms = EnumSet.noneOf(ChecksumAlgorithm.class);
        request.headers().keySet().stream()
                .filter(name -> name.startsWith("x-amz-checksum-") && !NOT_ALGORITHMS.contains(name))
                .forEach(name -> algorithms.add(ChecksumAlgorithm.named(name.substring("x-amz-checksum-".length()))));
        request.header("x-amz-trailer")
                .filter(name -> name.strip().startsWith("x-amz-checksum-"))
                .ifPresent(name ->
                        algorithms.add(ChecksumAlgorithm.named(name.strip().substring("x-amz-checksum-".length()))));
        request.header("x-amz-sdk-checksum-algorithm")
                .or(() -> request.header("x-amz-checksum-algorithm"))
                .ifPresent(name -> algorithms.add(ChecksumAlgorithm.named(name)));
        return algorithms;
    }

    private static void verify(Request request, Map<String, String> claims, ReceivedBody body) {
        OptionalLong expected = expectedLength(request);
        if (expected.isPresent() && expected.getAsLong() != body.size()) {
            throw S3Errors.incompleteBody();
        }
        body.checksums().forEach((algorithm, actual) -> {
            ChecksumAlgorithm named = ChecksumAlgorithm.named(algorithm);
            String claimed = claims.getOrDefault(named.header(), actual);
            if (!claimed.equals(actual)) {
                throw AwsError.of(
                        400,
                        "BadDigest",
                        "The " + named.name() + " you specified did not match the calculated checksum.");
            }
        });
        request.header("content-md5").ifPresent(claimed -> verifyMd5(claimed, body.md5()));
        request.header("x-amz-content-sha256")
                .filter(claimed -> claimed.matches("[0-9a-f]{64}") && !claimed.equals(body.sha256()))
                .ifPresent(claimed -> {
                    throw AwsError.of(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.");
                });
    }

    // A connection that breaks off looks like the end of the body.
    private static OptionalLong expectedLength(Request request) {
        Optional<String> length =
                isFramed(request) ? request.header("x-amz-decoded-content-length") : request.header("content-length");
        return length.isPresent() ? OptionalLong.of(Long.parseLong(length.get())) : OptionalLong.empty();
    }

    private static void verifyMd5(String claimed, String actual) {
        byte[] digest;
        try {
            digest = Base64.getDecoder().decode(claimed);
        } catch (IllegalArgumentException notBase64) {
            throw AwsError.of(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
        if (digest.length != 16) {
            throw AwsError.of(400, "InvalidDigest", "The Content-MD5 you specified was invalid.");
        }
        if (!HexFormat.of().formatHex(digest).equals(actual)) {
            throw S3Errors.badDigest("Content-MD5");
        }
    }
}
