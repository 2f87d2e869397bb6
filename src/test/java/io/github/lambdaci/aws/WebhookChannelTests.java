package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.ChannelContract;
import io.github.lambdaci.notification.Message;
import io.github.lambdaci.notification.WebhookAddress;
import io.github.lambdaci.testing.TestAuthority;
import io.github.lambdaci.testing.WebhookServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkSystemSetting;

final class WebhookChannelTests extends ChannelContract {
    private static final AwsSettings SETTINGS = AwsSettings.of(Optional.empty(), Map.of(), "0-test");

    private final WebhookServer server = WebhookServer.start();

    @AfterEach
    void stop() {
        server.close();
        System.clearProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property());
    }

    private static Channel channel(String address, AwsSettings settings) {
        return new WebhookChannel(
                WebhookAddress.of("env:HOOK"), settings, new AwsClients(settings), Map.of("HOOK", address));
    }

    @Override
    protected Channel channel() {
        return channel(server.address(), SETTINGS);
    }

    @Override
    protected Channel missing() {
        return new WebhookChannel(WebhookAddress.of("env:OTHER"), SETTINGS, new AwsClients(SETTINGS), Map.of());
    }

    @Override
    protected List<String> heard() {
        return server.bodies();
    }

    /** What fails, with nothing secret in it, also not where only {@code --stacktrace} looks. */
    private static LambdaCiException failure(Channel channel) {
        LambdaCiException failure =
                catchThrowableOfType(LambdaCiException.class, () -> channel.deliver(message("lost")));
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace + failure.hint()).doesNotContain(WebhookServer.SECRET).doesNotContain("127.0.0.1");
        return failure;
    }

    @Test
    void textIsWrittenAsSlackReadsIt() {
        channel()
                .deliver(new Message("a < b", List.of("see <!channel> & more"), List.of("``` x", "y"), Map.of(), "{}"));

        assertThat(heard())
                .containsExactly("{\"text\":\"*a &lt; b*\\n" + "```''' x\\ny```\\nsee &lt;!channel&gt; &amp; more\"}");
        assertThat(server.targets()).containsExactly("/services/" + WebhookServer.SECRET);
    }

    @ParameterizedTest
    @CsvSource({"500", "503", "429"})
    void whatIsSurelyNotTakenIsSentOnceMore(int status) {
        server.answerNext(status);

        channel().deliver(message("hello"));

        assertThat(heard()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 1, renew what env:HOOK holds",
        "400, 1, Slack's format",
        "302, 1, Slack's format",
        "500, 2, out of order"
    })
    void refusalSaysWhatToDo(int status, int requests, String hint) {
        server.answer(status);

        LambdaCiException failure = failure(channel());

        assertThat(failure).hasMessage("telling webhook env:HOOK failed: it answered with status " + status);
        assertThat(failure.hint()).contains(hint);
        assertThat(heard()).hasSize(requests);
    }

    @Test
    void whatDoesNotAnswerIsGivenUpAndNotSentAgain() {
        server.hang();

        assertThat(failure(channel())).hasMessage("telling webhook env:HOOK failed: it did not answer in time");
        assertThat(heard()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotNamedByItsAddress() {
        server.close();

        assertThat(failure(channel())).hasMessage("telling webhook env:HOOK failed: it cannot be reached");
        assertThat(failure(channel("http://no-such-host.invalid/" + WebhookServer.SECRET, SETTINGS)))
                .hasMessage("telling webhook env:HOOK failed: its host is not known")
                .hasMessageNotContaining("invalid");
    }

    @ParameterizedTest
    @CsvSource({"hooks.example/x", "ftp://hooks.example/x", "'https://hooks example/x'", "https:///x"})
    void whatIsNoAddressIsNotRepeated(String text) {
        assertThat(failure(channel(text, SETTINGS)))
                .hasMessage("telling webhook env:HOOK failed: what env:HOOK holds is not an address that starts with"
                        + " https://");
    }

    @Test
    void certificatesThatTheUserTrustsAreTrusted(@TempDir Path folder) throws Exception {
        TestAuthority authority = TestAuthority.in(folder);
        try (WebhookServer secured = WebhookServer.start(authority.serverContext())) {
            assertThat(failure(channel(secured.address(), SETTINGS)))
                    .hasMessageContaining("the connection to it is not trusted");

            AwsSettings trusting = AwsSettings.of(
                    Optional.empty(),
                    Map.of("AWS_CA_BUNDLE", authority.certificate().toString()),
                    "0-test");
            channel(secured.address(), trusting).deliver(message("hello"));

            assertThat(secured.bodies()).hasSize(1);
        }
    }
}
