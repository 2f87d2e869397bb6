package io.github.lambdaci.endtoend;

import io.github.lambdaci.artifact.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.AliasRoutingConfiguration;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An AWS account behind an endpoint, as its owner sees it from outside of lambda-ci. */
final class Account implements AutoCloseable {
    private final URI endpoint;
    private final S3Client s3;
    private final LambdaClient lambda;
    private final LambdaWaiter settled;

    Account(URI endpoint) {
        this(endpoint, environment(endpoint));
    }

    /** The account as one of its users sees it. */
    Account(URI endpoint, Map<String, String> user) {
        this.endpoint = endpoint;
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(
                user.getOrDefault("AWS_ACCESS_KEY_ID", ""), user.getOrDefault("AWS_SECRET_ACCESS_KEY", "")));
        this.s3 = S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .forcePathStyle(true)
                .build();
        this.lambda = LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        // The SDK looks every five seconds, which suits AWS.
        this.settled = LambdaWaiter.builder()
                .client(lambda)
                .overrideConfiguration(configuration -> configuration
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(50)))
                        .maxAttempts(600))
                .build();
    }

    /** The variables with which a program finds this account. */
    Map<String, String> environment() {
        return environment(endpoint);
    }

    /** The variables with which a program finds this account through another address. */
    static Map<String, String> environment(URI address) {
        return Map.of(
                "AWS_ENDPOINT_URL", address.toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "testing",
                "AWS_SECRET_ACCESS_KEY", "testing");
    }

    LambdaClient lambda() {
        return lambda;
    }

    /** Makes what Terraform makes: a versioned bucket, a function with a dummy package, version 1 and the alias. */
    void provision(String bucket, String function, String runtime, String handler) {
        createBucket(bucket);
        s3.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        lambda.createFunction(request -> request.functionName(function)
                .runtime(runtime)
                .handler(handler)
                .role("arn:aws:iam::123456789012:role/" + Roles.NAME)
                .timeout(20)
                .architectures(Architecture.X86_64)
                .code(code -> code.zipFile(zip("dummy.txt", "made by Terraform"))));
        settled.waitUntilFunctionActiveV2(request -> request.functionName(function));
        lambda.publishVersion(request -> request.functionName(function));
        settled.waitUntilPublishedVersionActive(
                request -> request.functionName(function).qualifier("1"));
        lambda.createAlias(
                request -> request.functionName(function).name("latest").functionVersion("1"));
    }

    /** Puts code into {@code $LATEST} by hand. */
    void changeByHand(String function) {
        lambda.updateFunctionCode(
                request -> request.functionName(function).zipFile(zip("hand.txt", "changed by hand")));
        settled.waitUntilFunctionUpdatedV2(request -> request.functionName(function));
    }

    /** Puts somebody else's layer before all others. */
    String attachForeignLayer(String function, String name) {
        String arn = lambda.publishLayerVersion(request ->
                        request.layerName(name).content(content -> content.zipFile(zip("tool.txt", "somebody else's"))))
                .layerVersionArn();
        List<String> layers = new ArrayList<>(List.of(arn));
        layers.addAll(layers(function, "$LATEST"));
        lambda.updateFunctionConfiguration(
                request -> request.functionName(function).layers(layers));
        settled.waitUntilFunctionUpdatedV2(request -> request.functionName(function));
        return arn;
    }

    List<String> layers(String function, String qualifier) {
        return configuration(function, qualifier).layers().stream()
                .map(Layer::arn)
                .toList();
    }

    FunctionConfiguration configuration(String function, String qualifier) {
        return lambda.getFunction(request -> request.functionName(function).qualifier(qualifier))
                .configuration();
    }

    GetAliasResponse alias(String function) {
        return lambda.getAlias(request -> request.functionName(function).name("latest"));
    }

    /** The shares of traffic that the alias sends elsewhere. */
    Map<String, Double> weights(String function) {
        AliasRoutingConfiguration routing = alias(function).routingConfig();
        return routing == null ? Map.of() : routing.additionalVersionWeights();
    }

    /** What the function answers through its alias. */
    String invoke(String function) {
        InvokeResponse answer = lambda.invoke(request -> request.functionName(function)
                .qualifier("latest")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{}")));
        String payload = answer.payload().asUtf8String();
        if (answer.functionError() != null) {
            throw new AssertionError("the function failed: " + payload);
        }
        return payload;
    }

    /** The keys of a bucket with the hashes of their objects. */
    Map<String, String> objects(String bucket) {
        return s3.listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .collect(Collectors.toMap(key -> key, key -> hash(bucket, key), (one, other) -> one, TreeMap::new));
    }

    void createBucket(String bucket) {
        s3.createBucket(request -> request.bucket(bucket));
    }

    /** Copies what a bucket keeps of built packages into another. */
    void copyPackages(String from, String to) {
        objects(from).keySet().stream()
                .filter(key -> key.startsWith("lambda-ci/packages/"))
                .forEach(key -> s3.copyObject(request -> request.sourceBucket(from)
                        .sourceKey(key)
                        .destinationBucket(to)
                        .destinationKey(key)));
    }

    /** Writes an object. */
    void write(String bucket, String key, String text) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    void delete(String bucket, String key) {
        s3.deleteObject(request -> request.bucket(bucket).key(key));
    }

    /** The hash of an object. */
    String hash(String bucket, String key) {
        return Sha256.of(s3.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                        .asByteArray())
                .hex();
    }

    /** The metadata of an object. */
    Map<String, String> metadata(String bucket, String key) {
        return s3.headObject(request -> request.bucket(bucket).key(key)).metadata();
    }

    /** Writes an object with the content of a file. */
    void upload(String bucket, String key, Path file) {
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromFile(file));
    }

    /** An object's text. */
    String text(String bucket, String key) {
        return s3.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asUtf8String();
    }

    /** All that can be seen of a function and its bucket, without revisions and times. */
    Map<String, String> state(String bucket, String function) {
        Map<String, String> state = new TreeMap<>();
        objects(bucket).forEach((key, hash) -> state.put(key.replace(function, "FUNCTION"), hash));
        state.keySet().removeIf(key -> key.endsWith(".json") && key.contains("/latest/"));
        // It says who had it last.
        state.keySet().removeIf(key -> key.endsWith("/lease.json"));
        state.put(
                "marker",
                text(bucket, "lambda-ci/" + function + "/latest/latest.json")
                        .replace(function, "FUNCTION")
                        .replaceAll("\"at\" : \"[^\"]*\"", "\"at\" : \"TIME\"")
                        .replaceAll("\"milliseconds\" : \\d+", "\"milliseconds\" : TIME"));
        lambda.listVersionsByFunction(request -> request.functionName(function)).versions().stream()
                .filter(version -> !version.version().equals("1"))
                .forEach(version -> state.put(
                        "version " + version.version(),
                        (version.codeSha256() + " " + layers(function, version.version()))
                                .replace(function, "FUNCTION")));
        lambda.listLayerVersions(request -> request.layerName(function + "-deps"))
                .layerVersions()
                .forEach(layer -> state.put("layer " + layer.version(), layer.description()));
        state.put("alias", alias(function).functionVersion() + " " + weights(function));
        return state;
    }

    /** A zip with one file. */
    static SdkBytes zip(String name, String content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SdkBytes.fromByteArray(bytes.toByteArray());
    }

    @Override
    public void close() {
        s3.close();
        lambda.close();
    }
}
