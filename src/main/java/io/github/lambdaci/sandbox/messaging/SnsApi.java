package io.github.lambdaci.sandbox.messaging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.http.XmlWriter;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Amazon SNS: topics that keep what is published; there are no subscriptions. */
public final class SnsApi implements Service {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
    private static final int LARGEST = 1024 * 1024;
    /** SNS's API reference, Publish. */
    private static final int MESSAGE_BYTES = 262_144;

    private static final String SUBJECT = "[!-~][ -~]{0,99}";

    private final TopicStore topics;

    public SnsApi(TopicStore topics) {
        this.topics = topics;
    }

    @Override
    public Response handle(Request request) throws IOException {
        String form = new String(request.body().readNBytes(LARGEST), StandardCharsets.UTF_8);
        Map<String, String> parameters = Request.parameters(form);
        String action = parameters.getOrDefault("Action", "an operation without a name");
        XmlWriter body = XmlWriter.root(action + "Response", NAMESPACE).open(action + "Result");
        answer(action, parameters, request.region(), body);
        body.close().open("ResponseMetadata").element("RequestId", request.id()).close();
        return identified(Response.xml(200, body), request);
    }

    private void answer(String action, Map<String, String> parameters, String region, XmlWriter body)
            throws IOException {
        switch (action) {
            case "CreateTopic" -> body.element("TopicArn", topics.create(parameters.getOrDefault("Name", ""), region));
            case "ListTopics" -> {
                body.open("Topics");
                for (String arn : topics.arns(region)) {
                    body.open("member").element("TopicArn", arn).close();
                }
                body.close();
            }
            case "DeleteTopic" -> topics.delete(parameters.getOrDefault("TopicArn", ""), region);
            case "Publish" -> body.element("MessageId", publish(parameters, region));
            default -> throw AwsError.notImplemented("SNS " + action);
        }
    }

    private String publish(Map<String, String> parameters, String region) throws IOException {
        String arn = parameters.getOrDefault("TopicArn", parameters.getOrDefault("TargetArn", ""));
        String message = parameters.getOrDefault("Message", "");
        Optional<String> subject = Optional.ofNullable(parameters.get("Subject"));
        if (message.isEmpty()) {
            throw invalid("Empty message");
        }
        if (message.getBytes(StandardCharsets.UTF_8).length > MESSAGE_BYTES) {
            throw invalid("Message too long");
        }
        if (subject.filter(text -> !text.matches(SUBJECT)).isPresent()) {
            throw invalid("Subject");
        }
        if (arn.endsWith(".fifo") && !parameters.containsKey("MessageGroupId")) {
            throw invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        ObjectNode kept = Json.object().put("TopicArn", arn);
        subject.ifPresent(text -> kept.put("Subject", text));
        kept.put("Message", message);
        ObjectNode attributes = kept.putObject("MessageAttributes");
        for (int i = 1; parameters.containsKey("MessageAttributes.entry." + i + ".Name"); i++) {
            String prefix = "MessageAttributes.entry." + i + ".";
            attributes.put(
                    parameters.getOrDefault(prefix + "Name", ""),
                    parameters.getOrDefault(prefix + "Value.StringValue", ""));
        }
        return topics.keep(arn, region, kept);
    }

    private static AwsError invalid(String reason) {
        return AwsError.of(400, "InvalidParameter", "Invalid parameter: " + reason);
    }

    @Override
    public Response failure(Request request, AwsError error) {
        XmlWriter body = XmlWriter.root("ErrorResponse", NAMESPACE)
                .open("Error")
                .element("Type", error.status() < 500 ? "Sender" : "Receiver")
                .element("Code", error.code())
                .element("Message", error.message())
                .close()
                .element("RequestId", request.id());
        return identified(Response.xml(error.status(), body), request);
    }

    private static Response identified(Response response, Request request) {
        return response.with("x-amzn-requestid", request.id());
    }
}
