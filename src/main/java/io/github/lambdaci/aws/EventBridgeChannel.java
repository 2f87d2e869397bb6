package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.EventBus;
import io.github.lambdaci.notification.Message;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An event bus of Amazon EventBridge (API version 2015-10-07, JSON 1.1). */
public final class EventBridgeChannel implements Channel {
    /** The event's source, which rules match; AWS keeps names that begin with {@code aws.} for itself. */
    static final String SOURCE = "lambda-ci";

    static final String DETAIL_TYPE = "lambda-ci Run State Change";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsClients clients;
    private final EventBus bus;

    /** Nothing is asked of AWS yet. */
    public EventBridgeChannel(AwsClients clients, EventBus bus) {
        this.clients = clients;
        this.bus = bus;
    }

    @Override
    public String name() {
        return "EventBridge bus " + bus;
    }

    @Override
    public void deliver(Message message) {
        String arn = bus.place().isPresent()
                ? bus.text()
                : "arn:aws:events:" + clients.region() + ":*:event-bus/" + bus.name();
        AwsCall call = new AwsCall("putting an event on " + name(), "events:PutEvents", arn);
        ObjectNode body = JSON.createObjectNode();
        body.putArray("Entries")
                .addObject()
                .put("Source", SOURCE)
                .put("DetailType", DETAIL_TYPE)
                .put("Detail", message.document())
                .put("EventBusName", bus.text());
        Hasty.send(clients, call, "check --notify-eventbridge", () -> {
            JsonNode answer = clients.hasty(
                            SignedService.EVENTBRIDGE, bus.place().map(EventBus.Place::region))
                    .post("AWSEvents.PutEvents", body);
            return taken(answer);
        });
    }

    /** A bus can refuse an event in an answer that says 200. */
    private static JsonNode taken(JsonNode answer) {
        JsonNode entry = answer.path("Entries").path(0);
        if (entry.path("ErrorCode").isTextual()) {
            throw AwsServiceException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .serviceName(SignedService.EVENTBRIDGE.name())
                            .errorCode(entry.path("ErrorCode").asText())
                            .errorMessage(entry.path("ErrorMessage").asText(""))
                            .build())
                    .statusCode(400)
                    .build();
        }
        return entry;
    }
}
