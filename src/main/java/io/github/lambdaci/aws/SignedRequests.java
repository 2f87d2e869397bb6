package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.github.lambdaci.json.JsonTree;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * Sends requests to a service, signed and tried again by what the SDK has for it.
 *
 * <p>For services of which a few requests are needed and whose own modules of the SDK are not used: see ADRs 16, 21 and 36.
 */
final class SignedRequests {

    private final SdkHttpClient http;
    private final AwsCredentialsProvider credentials;
    private final Region region;
    private final String service;
    private final URI endpoint;

    SignedRequests(
            SdkHttpClient http, AwsCredentialsProvider credentials, Region region, String service, URI endpoint) {
        this.http = http;
        this.credentials = credentials;
        this.region = region;
        this.service = service;
        this.endpoint = endpoint;
    }

    /** The answer to a request without a body. */
    JsonNode send(SdkHttpMethod method, String path, Map<String, String> query) {
        SdkHttpRequest.Builder request =
                SdkHttpRequest.builder().uri(endpoint).method(method).encodedPath(path);
        query.forEach(request::putRawQueryParameter);
        return json(trying(request.build(), ""));
    }

    /** The answer to a request of a JSON 1.1 service. */
    JsonNode post(String target, JsonNode body) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(endpoint)
                .method(SdkHttpMethod.POST)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", target)
                .build();
        return json(trying(request, body.toString()));
    }

    /** The answer to a request of a service that takes forms and answers in XML. */
    String form(Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> SdkHttpUtils.urlEncode(field.getKey()) + "=" + SdkHttpUtils.urlEncode(field.getValue()))
                .collect(Collectors.joining("&"));
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(endpoint)
                .method(SdkHttpMethod.POST)
                .encodedPath("/")
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .build();
        return new String(trying(request, form), StandardCharsets.UTF_8);
    }

    private byte[] trying(SdkHttpRequest request, String body) {
        RetryStrategy strategy = AwsRetryStrategy.standardRetryStrategy();
        RetryToken token = strategy.acquireInitialToken(AcquireInitialTokenRequest.create(service))
                .token();
        while (true) {
            try {
                return once(request, body);
            } catch (SdkException e) {
                token = next(strategy, token, e);
            }
        }
    }

    private static RetryToken next(RetryStrategy strategy, RetryToken token, SdkException e) {
        try {
            RefreshRetryTokenResponse next = strategy.refreshRetryToken(
                    RefreshRetryTokenRequest.builder().token(token).failure(e).build());
            Thread.sleep(next.delay().toMillis());
            return next.token();
        } catch (TokenAcquisitionFailedException refused) {
            throw e;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("interrupted", interrupt);
        }
    }

    private byte[] once(SdkHttpRequest request, String body) {
        SignedRequest signed = AwsV4HttpSigner.create()
                .sign(sign -> sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
        try {
            HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(
                                    body.isEmpty() ? null : signed.payload().orElse(null))
                            .build())
                    .call();
            byte[] bytes = bytes(response.responseBody().orElse(null));
            if (!response.httpResponse().isSuccessful()) {
                throw refused(response, isXml(bytes) ? refusalInXml(bytes) : json(bytes));
            }
            return bytes;
        } catch (IOException e) {
            throw SdkClientException.create("no answer", e);
        }
    }

    private static byte[] bytes(@Nullable AbortableInputStream stream) throws IOException {
        if (stream == null) {
            return new byte[0];
        }
        try (InputStream in = stream) {
            return in.readAllBytes();
        }
    }

    /** What is no JSON says nothing; it is not quoted either, as an answer can hold a token. */
    private static JsonNode json(byte[] bytes) {
        try {
            return JsonTree.read(bytes);
        } catch (IOException e) {
            return NullNode.getInstance();
        }
    }

    private static boolean isXml(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == '<';
    }

    /** Code and message of a refusal in the form that JSON ones have ("Error responses" of the query protocol). */
    private static JsonNode refusalInXml(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return JsonTree.object().put("__type", element(text, "Code")).put("message", element(text, "Message"));
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]*)<").matcher(xml);
        return matcher.find()
                ? matcher.group(1)
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&amp;", "&")
                : "";
    }

    private AwsServiceException refused(HttpExecuteResponse response, JsonNode body) {
        String code = response.httpResponse()
                .firstMatchingHeader("x-amzn-ErrorType")
                .orElse(body.path("__type").asText(""))
                .replaceFirst(":.*", "")
                .replaceFirst(".*#", "");
        String message = body.path("message").asText(body.path("Message").asText(""));
        return AwsServiceException.builder()
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName(service)
                        .errorCode(code)
                        .errorMessage(message)
                        .build())
                .statusCode(response.httpResponse().statusCode())
                .build();
    }
}
