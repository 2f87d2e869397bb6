package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.WebhookAddress;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * An incoming webhook that understands what Slack's do; the address, with its host, is in no message and in no log.
 *
 * <p>Sent by the HTTP client of the SDK, which knows the environment's proxy and the certificates that the user trusts.
 */
public final class WebhookChannel implements Channel {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HINT = "check the address of the webhook";
    private static final long PAUSE_MILLISECONDS = 300;
    private static final int TOO_MANY = 429;

    private final WebhookAddress address;
    private final AwsSettings settings;
    private final AwsClients clients;
    private final Map<String, String> environment;
    private @Nullable URI found;

    /**
     * Nothing is read or asked yet.
     *
     * @param settings those of the user, also where a sandbox takes the place of AWS
     */
    public WebhookChannel(
            WebhookAddress address, AwsSettings settings, AwsClients clients, Map<String, String> environment) {
        this.address = address;
        this.settings = settings;
        this.clients = clients;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public String name() {
        return "webhook " + address;
    }

    @Override
    public void deliver(Message message) {
        URI uri = uri();
        String body = JSON.createObjectNode().put("text", text(message)).toString();
        try (SdkHttpClient http = HttpClients.ofUser(settings).hasty()) {
            Optional<Integer> status = first(http, uri, body);
            if (status.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLISECONDS);
                status = Optional.of(once(http, uri, body));
            }
            refuseUnlessTaken(status.get());
        } catch (IOException e) {
            throw unanswered(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status; nothing if the message was surely not taken, and may be the next time. */
    private static Optional<Integer> first(SdkHttpClient http, URI uri, String body) throws IOException {
        try {
            int status = once(http, uri, body);
            return status >= 500 || status == TOO_MANY ? Optional.empty() : Optional.of(status);
        } catch (ConnectException e) {
            return Optional.empty();
        }
    }

    private static int once(SdkHttpClient http, URI uri, String body) throws IOException {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(uri)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .putHeader("Content-Length", String.valueOf(body.getBytes(StandardCharsets.UTF_8).length))
                .build();
        HttpExecuteResponse response = http.prepareRequest(HttpExecuteRequest.builder()
                        .request(request)
                        .contentStreamProvider(ContentStreamProvider.fromUtf8String(body))
                        .build())
                .call();
        response.responseBody().ifPresent(answer -> answer.abort());
        return response.httpResponse().statusCode();
    }

    private String failed(String problem) {
        return "telling " + name() + " failed: " + problem;
    }

    private void refuseUnlessTaken(int status) {
        if (status >= 200 && status < 300) {
            return;
        }
        boolean gone = status == 403 || status == 404 || status == 410;
        throw new AwsException(
                failed("it answered with status " + status),
                gone
                        ? "the webhook was removed, or its address is another one: renew what " + address + " holds"
                        : status >= 500 || status == TOO_MANY
                                ? "see whether its service is out of order"
                                : HINT + " that " + address + " holds: it must take Slack's format");
    }

    /** The causes are left out: they quote the address. */
    private LambdaCiException unanswered(IOException e) {
        String where = " that " + address + " holds";
        if (e instanceof SocketTimeoutException) {
            return new AwsException(
                    failed("it did not answer in time"), "see whether its service is slow or out of order");
        }
        if (e instanceof SSLException) {
            return new AwsException(
                    failed("the connection to it is not trusted"),
                    "if a proxy of your company inspects TLS, let AWS_CA_BUNDLE name a PEM file with its certificate");
        }
        String problem = e instanceof UnknownHostException ? "its host is not known" : "it cannot be reached";
        return new AwsException(failed(problem), HINT + where + ", the network and the proxy (HTTPS_PROXY, NO_PROXY)");
    }

    private URI uri() {
        if (found == null) {
            found = parsed(
                    switch (address.kind()) {
                        case VARIABLE -> variable();
                        case PARAMETER ->
                            new ParameterStore(clients)
                                    .value(
                                            address.name(),
                                            "reading the address of " + name(),
                                            "check --notify-webhook");
                    });
        }
        return found;
    }

    private String variable() {
        String value = environment.getOrDefault(address.name(), "");
        if (value.isBlank()) {
            throw new ProjectException(
                    failed("the environment variable " + address.name() + " is not set"),
                    "set it to the address of the webhook, or leave --notify-webhook out");
        }
        return value;
    }

    private URI parsed(String text) {
        try {
            URI uri = new URI(text.strip());
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // Its message quotes the address.
        }
        throw new ProjectException(
                failed("what " + address + " holds is not an address that starts with https://"), HINT + " there");
    }

    /** Slack's mrkdwn, which Mattermost and others read too ("Formatting text for app surfaces"). */
    private static String text(Message message) {
        Stream<String> quoted = message.quoted().isEmpty()
                ? Stream.empty()
                : Stream.of("```" + escaped(String.join("\n", message.quoted())).replace("```", "'''") + "```");
        return Stream.of(
                        Stream.of("*" + escaped(message.title()) + "*"),
                        quoted,
                        message.lines().stream().map(WebhookChannel::escaped))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** So that nothing in an error is taken for a link or calls for everybody in a channel. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
