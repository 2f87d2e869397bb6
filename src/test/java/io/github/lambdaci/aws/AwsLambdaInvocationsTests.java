package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.failure.AwsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsLambdaInvocationsTests {
    private static final InvocationRequest REQUEST =
            new InvocationRequest("orders", "live", InvocationRequest.Type.REQUEST_RESPONSE, "{}");

    private final ScriptedAws aws = new ScriptedAws();
    private final AwsLambdaInvocations invocations = new AwsLambdaInvocations(aws.clients());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void bytesThatAreNoTextComeBackAsTheyAre() throws IOException {
        byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n\u0000\u00ff\u00fe\u0080"
                .getBytes(StandardCharsets.ISO_8859_1);
        try (OneAnswer server = new OneAnswer(answer)) {
            Invocation invocation = server.invocations().invoke(REQUEST);

            assertThat(invocation.answer().bytes()).containsExactly(0, 0xff, 0xfe, 0x80);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void functionThatMayHaveRunIsNotRunAgain(int status) {
        aws.refuse(status, "ServiceException", "An error occurred and the request cannot be processed.");

        assertThatThrownBy(() -> invocations.invoke(REQUEST))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("may have run", "lambda-ci logs"))
                .hasMessageContaining("An error occurred");
        assertThat(aws.requests()).hasSize(1);
    }

    @Test
    void functionWhoseAnswerWasLostIsNotRunAgain() throws IOException {
        try (OneAnswer server = new OneAnswer(new byte[0])) {
            assertThatThrownBy(() -> server.invocations().invoke(REQUEST))
                    .isInstanceOfSatisfying(
                            AwsException.class, e -> assertThat(e.hint()).contains("may have run", "lambda-ci logs"))
                    .hasMessageContaining("the answer was lost");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void answerThatBreaksOffIsLostToo() throws IOException {
        byte[] half = "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"half\":".getBytes(StandardCharsets.US_ASCII);
        try (OneAnswer server = new OneAnswer(half)) {
            assertThatThrownBy(() -> server.invocations().invoke(REQUEST))
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("the answer was lost");
            assertThat(server.requests()).isEqualTo(1);
        }
    }

    @Test
    void callThatWasThrottledIsRepeated() {
        aws.refuse(429, "TooManyRequestsException", "Rate Exceeded.");
        aws.answer(200, "7", Map.of("X-Amz-Executed-Version", "3"));

        assertThat(invocations.invoke(REQUEST).payload()).isEqualTo("7");
        assertThat(aws.requests()).hasSize(2);
    }

    @Test
    void callThatIsThrottledForLongerThanTheSdkTriesIsWaitedFor() {
        try (ScriptedAws patient = new ScriptedAws(new Patience(Duration.ofMinutes(1)))) {
            for (int i = 0; i < 5; i++) {
                patient.refuse(429, "TooManyRequestsException", "Rate Exceeded.");
            }
            patient.answer(200, "7", Map.of("X-Amz-Executed-Version", "3"));

            assertThat(new AwsLambdaInvocations(patient.clients())
                            .invoke(REQUEST)
                            .payload())
                    .isEqualTo("7");
            assertThat(patient.requests()).hasSize(6);
        }
    }

    @Test
    void callThatIsThrottledAgainAndAgainSaysWhy() {
        for (int i = 0; i < 4; i++) {
            aws.answer(
                    429,
                    "{\"Message\":\"Rate Exceeded.\", \"Reason\":\"ReservedFunctionConcurrentInvocationLimitExceeded\"}",
                    Map.of("x-amzn-errortype", "TooManyRequestsException"));
        }

        assertThatThrownBy(() -> invocations.invoke(REQUEST))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("was not run", "reserved"))
                .hasMessageContaining("Rate Exceeded");
        assertThat(aws.requests()).hasSize(4);
    }

    @Test
    void serverThatIsNotThereRanNothing() throws IOException {
        URI nobody;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + closed.getLocalPort());
        }
        try (AwsClients clients = new AwsClients(AwsSettings.sandbox(nobody, "0-test"))) {
            assertThatThrownBy(() -> new AwsLambdaInvocations(clients).invoke(REQUEST))
                    .isInstanceOfSatisfying(
                            AwsException.class, e -> assertThat(e.hint()).doesNotContain("may have run"))
                    .hasMessageContaining("AWS cannot be reached");
        }
    }

    @Test
    void missingRightIsNamed() {
        aws.refuse(403, "AccessDeniedException", "no");

        assertThatThrownBy(() -> invocations.invoke(REQUEST))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("may not lambda:InvokeFunction on function orders:live");
    }

    @Test
    void functionThatIsNotReadyIsSaidNotToHaveRun() {
        aws.refuse(409, "ResourceConflictException", "The function is currently in the following state: Pending");

        assertThatThrownBy(() -> invocations.invoke(REQUEST))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("was not run"))
                .hasMessageContaining("Pending");
    }

    /** A server that reads every request, writes the same bytes and closes the connection. */
    private static final class OneAnswer implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final AtomicInteger requests = new AtomicInteger();
        private final AwsClients clients =
                new AwsClients(AwsSettings.sandbox(URI.create("http://127.0.0.1:" + server.getLocalPort()), "0-test"));

        OneAnswer(byte[] answer) throws IOException {
            Thread thread = new Thread(() -> serve(answer));
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(byte[] answer) {
            while (!server.isClosed()) {
                try (Socket connection = server.accept()) {
                    readRequest(connection.getInputStream());
                    requests.incrementAndGet();
                    connection.getOutputStream().write(answer);
                } catch (IOException e) {
                    // The test is over.
                    return;
                }
            }
        }

        private static void readRequest(InputStream in) throws IOException {
            StringBuilder read = new StringBuilder();
            while (!read.toString().contains("\r\n\r\n")) {
                read.append((char) in.read());
            }
            // The payload of all these tests.
            in.readNBytes("{}".length());
        }

        AwsLambdaInvocations invocations() {
            return new AwsLambdaInvocations(clients);
        }

        int requests() {
            return requests.get();
        }

        @Override
        public void close() throws IOException {
            clients.close();
            server.close();
        }
    }
}
