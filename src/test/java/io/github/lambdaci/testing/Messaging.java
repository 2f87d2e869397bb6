package io.github.lambdaci.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** SNS, EventBridge, SQS and the Parameter Store of an emulator, as their owner uses them, without the SDK's modules. */
public final class Messaging {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ACCOUNT = "arn:aws:%s:us-east-1:123456789012:";

    private final URI endpoint;

    /** Nothing is asked yet. */
    public Messaging(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Makes a topic and returns its ARN. */
    public String createTopic(String name) {
        return element(form("sns", Map.of("Action", "CreateTopic", "Name", name)), "TopicArn");
    }

    /** Makes an event bus. */
    public void createBus(String name) {
        JsonNode unused = json(
                "events", "AWSEvents.CreateEventBus", JSON.createObjectNode().put("Name", name));
    }

    /** Puts a secret into the Parameter Store. */
    public void putSecret(String name, String value) {
        JsonNode unused = json(
                "ssm",
                "AmazonSSM.PutParameter",
                JSON.createObjectNode().put("Name", name).put("Value", value).put("Type", "SecureString"));
    }

    /** A queue that gets what is published to a topic; the sandbox has none. */
    public Queue subscribe(String topicArn) {
        Queue queue = queue();
        String unused = form(
                "sns", Map.of("Action", "Subscribe", "TopicArn", topicArn, "Protocol", "sqs", "Endpoint", queue.arn()));
        return queue;
    }

    /** A queue that gets those messages of a topic, as they were sent, whose attributes fit; the sandbox has none. */
    public Queue subscribe(String topicArn, String filterPolicy) {
        Queue queue = queue();
        String unused = form(
                "sns",
                Map.ofEntries(
                        Map.entry("Action", "Subscribe"),
                        Map.entry("TopicArn", topicArn),
                        Map.entry("Protocol", "sqs"),
                        Map.entry("Endpoint", queue.arn()),
                        Map.entry("Attributes.entry.1.key", "FilterPolicy"),
                        Map.entry("Attributes.entry.1.value", filterPolicy),
                        Map.entry("Attributes.entry.2.key", "RawMessageDelivery"),
                        Map.entry("Attributes.entry.2.value", "true")));
        return queue;
    }

    /** A queue that gets lambda-ci's events on a bus; the sandbox has none. */
    public Queue listen(String bus) {
        Queue queue = queue();
        JsonNode rule = json(
                "events",
                "AWSEvents.PutRule",
                JSON.createObjectNode()
                        .put("Name", "lambda-ci")
                        .put("EventBusName", bus)
                        .put(
                                "EventPattern",
                                "{\"source\":[\"lambda-ci\"],\"detail-type\":[\"lambda-ci Run State Change\"]}"));
        if (!rule.has("RuleArn")) {
            throw new AssertionError(rule.toString());
        }
        ObjectNode targets = JSON.createObjectNode().put("Rule", "lambda-ci").put("EventBusName", bus);
        targets.putArray("Targets").addObject().put("Id", "1").put("Arn", queue.arn());
        JsonNode unused = json("events", "AWSEvents.PutTargets", targets);
        return queue;
    }

    private Queue queue() {
        String name = "queue-" + UUID.randomUUID();
        String url = json(
                        "sqs", "AmazonSQS.CreateQueue", JSON.createObjectNode().put("QueueName", name))
                .path("QueueUrl")
                .asText();
        return new Queue(this, url, ACCOUNT.formatted("sqs") + name);
    }

    /**
     * A queue of SQS.
     *
     * @param messaging where it is
     */
    public record Queue(Messaging messaging, String url, String arn) {
        /** What has come, in its order; it is taken out. */
        public List<JsonNode> take() {
            List<JsonNode> all = new ArrayList<>();
            for (JsonNode page = page(); !page.isEmpty(); page = page()) {
                page.forEach(message -> {
                    all.add(parsed(message.path("Body").asText()));
                    JsonNode unused = messaging.json(
                            "sqs",
                            "AmazonSQS.DeleteMessage",
                            JSON.createObjectNode()
                                    .put("QueueUrl", url)
                                    .put(
                                            "ReceiptHandle",
                                            message.path("ReceiptHandle").asText()));
                });
            }
            return all;
        }

        private JsonNode page() {
            return messaging
                    .json(
                            "sqs",
                            "AmazonSQS.ReceiveMessage",
                            JSON.createObjectNode().put("QueueUrl", url).put("MaxNumberOfMessages", 1))
                    .path("Messages");
        }
    }

    private JsonNode json(String service, String target, ObjectNode body) {
        String version = service.equals("sqs") ? "1.0" : "1.1";
        return parsed(send(request(service)
                .header("Content-Type", "application/x-amz-json-" + version)
                .header("X-Amz-Target", target)
                .POST(BodyPublishers.ofString(body.toString()))
                .build()));
    }

    private String form(String service, Map<String, String> fields) {
        String form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "Version=2010-03-31&", ""));
        return send(request(service)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private HttpRequest.Builder request(String service) {
        return HttpRequest.newBuilder(endpoint.resolve("/"))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20261121/us-east-1/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    private static String send(HttpRequest request) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(request.headers().map() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        if (!matcher.find()) {
            throw new AssertionError("no " + name + " in " + xml);
        }
        return matcher.group(1);
    }
}
