package io.github.lambdaci.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.InvocationRequest;
import io.github.lambdaci.account.Payload;
import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvokeCommandTests {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private final CommandRun command = new CommandRun();
    private final List<InvocationRequest> requests = new ArrayList<>();

    @BeforeEach
    void publish() {
        command.launcher.aws.createFunction("orders");
        FunctionVersion version = command.launcher
                .aws
                .functions()
                .publishVersion(command.launcher.aws.functions().latest("orders"), "");
        command.launcher.aws.aliases().point(AliasRoute.to("latest", version, ""), Optional.empty());
        command.launcher.aws.lambda().answer(request -> {
            requests.add(request);
            return command.launcher.aws.lambda().echo(request);
        });
    }

    private int invoke(String... more) {
        List<String> words = new ArrayList<>(List.of("invoke", "--function-name", "orders"));
        words.addAll(List.of(more));
        return command.runWords(words.toArray(new String[0]));
    }

    private String out() {
        return command.bytes.toString(UTF_8);
    }

    @Test
    void help() {
        assertThat(command.run("invoke --help")).isZero();
        GoldenFile.of(getClass(), "help-invoke.txt").assertHolds(command.out());
        assertThat(command.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void answerGoesToStdoutAndTheLogElsewhere() {
        assertThat(invoke("{\"name\": \"Grüße\"}")).isZero();

        assertThat(out()).isEqualTo("{\"name\": \"Grüße\"}\n");
        assertThat(command.err()).isEmpty();
        assertThat(requests)
                .containsExactly(new InvocationRequest(
                        "orders", "latest", InvocationRequest.Type.REQUEST_RESPONSE, "{\"name\": \"Grüße\"}"));
        assertThat(command.launcher.operations.events())
                .containsExactly("logTail START\nEND", "invoked orders:latest 1");
        assertThat(command.launcher.calls).containsExactly("close");
    }

    @Test
    void emptyEventIsSentIfNoneIsGiven() {
        assertThat(invoke()).isZero();

        assertThat(requests.get(0).payload()).isEqualTo("{}");
    }

    @Test
    void payloadComesFromAFileOrStandardInputToo() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "[1]\n");
        command.in = "[2]".getBytes(UTF_8);

        assertThat(invoke("@" + file)).isZero();
        assertThat(invoke("-")).isZero();

        assertThat(requests).extracting(InvocationRequest::payload).containsExactly("[1]\n", "[2]");
    }

    @Test
    void failureOfTheFunctionIsOneOfTheCommand() {
        assertThat(invoke("\"fail\"")).isEqualTo(1);

        assertThat(out()).contains("\"errorMessage\": \"told to\"");
        assertThat(command.launcher.operations.events())
                .containsExactly("logTail START\nEND", "functionFailed ValueError told to");
    }

    @Test
    void jsonIsADocument() {
        assertThat(invoke("--output", "json")).isZero();

        assertThat(out()).isEqualTo("{\"statusCode\": 200}\n");
    }

    @Test
    void eventHasNoAnswer() {
        assertThat(invoke("--type", "event")).isZero();

        assertThat(out()).isEmpty();
        assertThat(requests.get(0).type()).isEqualTo(InvocationRequest.Type.EVENT);
    }

    @Test
    void everyOptionIsPassedOn() {
        assertThat(invoke("--qualifier", "1", "--type", "dry-run", "--no-log-tail", "--aws-profile-name", "work"))
                .isZero();

        assertThat(requests.get(0).qualifier()).isEqualTo("1");
        assertThat(requests.get(0).type()).isEqualTo(InvocationRequest.Type.DRY_RUN);
        assertThat(command.launcher.accountRequests.get(0).aws().access().profile())
                .hasValue("work");
        assertThat(command.launcher.operations.events()).containsExactly("invoked orders:1 1");
    }

    @Test
    void logIsNotShownToWhoDoesNotWantIt() {
        assertThat(invoke("--no-log-tail")).isZero();

        assertThat(command.launcher.operations.events()).containsExactly("invoked orders:latest 1");
    }

    @Test
    void fileGetsTheBytesAsTheyAre() {
        byte[] bytes = {0, (byte) 0xff, 7};
        command.launcher
                .aws
                .lambda()
                .answer(request -> new Invocation(200, "1", Optional.empty(), Payload.of(bytes), Optional.empty()));

        assertThat(invoke("--output-file", folder.resolve("answer").toString())).isZero();

        assertThat(folder.resolve("answer")).hasBinaryContent(bytes);
        assertThat(out()).isEmpty();
        assertThat(command.launcher.operations.events()).contains("answerWritten answer 3");
    }

    @Test
    void nothingIsInvokedIfTheFileCannotBeWritten() {
        assertThat(invoke("--output-file", folder.toString())).isEqualTo(2);

        assertThat(command.err()).contains("is a folder");
        assertThat(requests).isEmpty();
    }

    @Test
    void payloadThatIsNoJsonIsNotSent() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{\n  oops}");

        assertThat(invoke("@" + file)).isEqualTo(2);
        assertThat(command.err())
                .contains("event.json is not JSON: line 2, column 3: Unexpected character ('o'")
                .contains("was expecting double-quote");
        assertThat(requests).isEmpty();
        assertThat(command.launcher.accountRequests).isEmpty();
    }

    @Test
    void whatWasMeantAsAFileIsGuessed() throws IOException {
        Path file = Files.writeString(folder.resolve("event.json"), "{}");

        assertThat(invoke(file.toString())).isEqualTo(2);
        assertThat(command.err()).contains("@" + file);
        assertThat(invoke("@" + folder.resolve("missing.json"))).isEqualTo(2);
        assertThat(command.err()).contains("there is no file '" + folder.resolve("missing.json") + "'");
        assertThat(invoke("@" + folder)).isEqualTo(2);
        assertThat(command.err()).contains("Is a directory");
    }

    @Test
    void payloadThatTheLocaleSpoiltIsNotSent() {
        assertThat(invoke("\"Gr\uFFFD\uFFFDe\"")).isEqualTo(2);

        assertThat(command.err()).contains("this machine's locale", "LC_ALL=C.UTF-8");
        assertThat(requests).isEmpty();
    }

    @Test
    void payloadThatAShellSplitIsExplained() {
        assertThat(invoke("{id:", "1}")).isEqualTo(2);

        assertThat(command.err()).contains("the payload came in 2 pieces, beginning with '{id:'", "single quotes");
    }

    @Test
    void payloadThatIsTooLargeIsNotSent() {
        String text = "\"" + "x".repeat(1024 * 1024) + "\"";

        assertThat(invoke("--type", "event", text)).isEqualTo(2);
        assertThat(command.err()).contains("1,048,578 bytes", "1,048,576 at most");
        assertThat(requests).isEmpty();
        assertThat(invoke(text)).isZero();
    }

    @Test
    void aliasThatIsNotThereIsNamed() {
        assertThat(invoke("--function-alias-name", "blue")).isEqualTo(2);

        assertThat(command.err()).contains("there is no function 'orders' with the alias blue");
    }

    @Test
    void typeThatIsNoneIsRefused() {
        assertThat(invoke("--type", "async")).isEqualTo(2);

        assertThat(command.err()).contains("'async' is none of the choices", "request-response, event, dry-run");
    }
}
