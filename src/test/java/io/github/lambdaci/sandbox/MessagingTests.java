package io.github.lambdaci.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SNS, EventBridge and the Parameter Store refuse what AWS's references say that they refuse. */
final class MessagingTests {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:releases";

    @TempDir
    private Path folder;

    private SandboxFixture sandbox;

    @BeforeEach
    void start() {
        sandbox = new SandboxFixture(folder.resolve("aws"), SandboxSettings.defaults());
        sandbox.server().provisionTopic("releases", "us-east-1");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private HttpResponse<String> send(String service, String body, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Authorization";
        all[headers.length + 1] =
                "AWS4-HMAC-SHA256 Credential=k/20261101/us-east-1/" + service + "/aws4_request, Signature=0";
        return sandbox.send("POST", "/", body.getBytes(StandardCharsets.UTF_8), all);
    }

    private HttpResponse<String> sns(String form) {
        return send("sns", form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> json(String service, String target, String body) {
        return send(service, body, "X-Amz-Target", target);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String... words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "Subject=a%0Ab&Message=x, Subject",
        "Subject=%C3%A9&Message=x, Subject",
        "Subject=x, Empty message",
    })
    void wrongMessagesAreRefused(String fields, String reason) {
        assertRefused(
                sns("Action=Publish&TopicArn=" + TOPIC + "&" + fields),
                400,
                "<Code>InvalidParameter</Code>",
                "Invalid parameter: " + reason);
    }

    @Test
    void missingTopicIsNotFound() {
        assertRefused(sns("Action=Publish&Message=x&TopicArn=" + TOPIC + "x"), 404, "<Code>NotFound</Code>");
        assertRefused(
                sns("Action=Publish&Message=x&TopicArn=" + TOPIC.replace("123456789012", "210987654321")),
                404,
                "Topic does not exist");
    }

    @Test
    void topicsAreMadeListedAndDeleted() {
        assertThat(sns("Action=CreateTopic&Name=more").body()).contains(":more</TopicArn>");
        assertThat(sns("Action=ListTopics").body()).contains(TOPIC, ":more<");
        assertThat(sns("Action=DeleteTopic&TopicArn=" + TOPIC).statusCode()).isEqualTo(200);
        assertThat(sns("Action=ListTopics").body()).doesNotContain(TOPIC).contains(":more<");
        assertRefused(sns("Action=Subscribe"), 501, "SNS Subscribe");
    }

    @Test
    void orderedTopicWantsAGroup() {
        assertThat(sns("Action=CreateTopic&Name=a.fifo").statusCode()).isEqualTo(200);
        assertRefused(
                sns("Action=Publish&Message=x&TopicArn=" + TOPIC.replace("releases", "a.fifo")), 400, "MessageGroupId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"DetailType\":\"t\",\"Detail\":\"{}\"}|InvalidArgument",
                "{\"Source\":\"s\",\"DetailType\":\"t\"}|InvalidArgument",
                "{\"Source\":\"s\",\"DetailType\":\"t\",\"Detail\":\"no\"}|MalformedDetail",
            })
    void wrongEventsAreRefusedOneByOne(String entry, String code) {
        HttpResponse<String> answer = json("events", "AWSEvents.PutEvents", "{\"Entries\":[" + entry + "]}");

        assertRefused(answer, 200, "\"FailedEntryCount\":1", "\"ErrorCode\":\"" + code + "\"");
    }

    @Test
    void busesAreMadeListedAndDeleted() {
        assertThat(json("events", "AWSEvents.CreateEventBus", "{\"Name\":\"more\"}")
                        .body())
                .contains("arn:aws:events:us-east-1:123456789012:event-bus/more");
        assertRefused(
                json("events", "AWSEvents.CreateEventBus", "{\"Name\":\"more\"}"),
                400,
                "ResourceAlreadyExistsException");
        assertThat(json("events", "AWSEvents.ListEventBuses", "{}").body()).contains("\"default\"", "\"more\"");
        assertThat(json("events", "AWSEvents.DeleteEventBus", "{\"Name\":\"more\"}")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(
                json("events", "AWSEvents.DescribeEventBus", "{\"Name\":\"more\"}"), 400, "ResourceNotFoundException");
        assertRefused(json("events", "AWSEvents.PutEvents", "{\"Entries\":[]}"), 400, "ValidationException");
        assertRefused(json("events", "AWSEvents.PutRule", "{}"), 501, "EventBridge PutRule");
    }

    @Test
    void parametersAreKeptAndSecretsOnlyShownToWhoAsksForThem() {
        String secret = "{\"Name\":\"/ci/x\",\"Value\":\"hidden\",\"Type\":\"SecureString\"}";
        assertThat(json("ssm", "AmazonSSM.PutParameter", secret).body()).contains("\"Version\":1");
        assertRefused(json("ssm", "AmazonSSM.PutParameter", secret), 400, "ParameterAlreadyExists");
        assertThat(json("ssm", "AmazonSSM.PutParameter", secret.replace("}", ",\"Overwrite\":true}"))
                        .body())
                .contains("\"Version\":2");
        assertThat(json("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/ci/x\"}").body())
                .doesNotContain("hidden");
        assertThat(json("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/ci/x\",\"WithDecryption\":true}")
                        .body())
                .contains("hidden");
        assertThat(json("ssm", "AmazonSSM.DeleteParameter", "{\"Name\":\"/ci/x\"}")
                        .statusCode())
                .isEqualTo(200);
        assertRefused(json("ssm", "AmazonSSM.GetParameter", "{\"Name\":\"/ci/x\"}"), 400, "ParameterNotFound");
    }
}
