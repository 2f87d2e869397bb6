package io.github.lambdaci.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupsTests {
    private final FakeRemoteValues aws = new FakeRemoteValues();
    private final Map<String, String> environment = new HashMap<>();
    private final Lookups lookups = Lookups.in(environment, aws);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void everyKindIsLookedUp() throws IOException {
        environment.put("STAGE", "qa");
        aws.values.put("ssm:/artifacts/bucket", new RemoteValue("acme", false));
        aws.values.put("ssm(us-east-1):bucket", new RemoteValue("us", false));
        aws.values.put("secret:npm", new RemoteValue("{\"token\": \"t0ken\", \"port\": 1}", true));
        aws.stacks.put("cfn:network", Map.of("Subnet", "subnet-1"));

        assertThat(text("${env:STAGE}-${ssm:/artifacts/bucket}")).isEqualTo("qa-acme");
        assertThat(text("${ssm(us-east-1):bucket}")).isEqualTo("us");
        assertThat(text("${secret:npm#token}:${secret:npm#port}")).isEqualTo("t0ken:1");
        assertThat(text("${cfn:network.Subnet}")).isEqualTo("subnet-1");
    }

    @Test
    void whatIsNotThereHasItsDefault() throws IOException {
        environment.put("EMPTY", " ");
        aws.values.put("secret:npm", new RemoteValue("{}", true));
        aws.stacks.put("cfn:network", Map.of());

        assertThat(text("${env:NONE:-a}${env:EMPTY:-b}${ssm:/none:-c}${secret:none:-d}${cfn:none.Output:-e}"))
                .isEqualTo("abcde");
        assertThat(text("${secret:npm#none:-f}${cfn:network.None:-g}${ssm:/none:-}${ssm:/none:-a:-b}"))
                .isEqualTo("fga:-b");
    }

    @Test
    void whatIsNotThereAndHasNoDefaultIsRefusedWithItsPlace() {
        assertThat(refusal("${env:NONE}"))
                .hasMessage(file() + ":3:20: app-s3-bucket: environment variable NONE is not set");
        assertThat(refusal("${ssm(eu-west-1):/none}"))
                .hasMessage(file() + ":3:20: app-s3-bucket: parameter '/none' in eu-west-1 does not exist");
        assertThat(refusal("${secret:none}")).hasMessageContaining("secret 'none' does not exist");
        assertThat(refusal("${cfn:none.Output}"))
                .hasMessageContaining("output 'Output' of stack 'none' does not exist");
        assertThat(refusal("${env:NONE}").hint()).contains("${...:-default}");
    }

    @Test
    void noDefaultIsTakenForWhatMayNotBeRead() {
        aws.denied = "ssm:/bucket";

        assertThat(refusal("${ssm:/bucket:-default}"))
                .isInstanceOf(AwsException.class)
                .hasMessage(file() + ":3:5: app-s3-bucket: reading ssm:/bucket failed: you may not");
    }

    @Test
    void eachIsLookedUpOnce() throws IOException {
        aws.values.put("ssm:/a", new RemoteValue("1", false));
        aws.stacks.put("cfn:s", Map.of("A", "2", "B", "3"));

        assertThat(text("${ssm:/a}${ssm:/a:-x}${cfn:s.A}${cfn:s.B}")).isEqualTo("1123");
        assertThat(text("${ssm:/a}")).isEqualTo("1");

        assertThat(aws.asked).containsExactlyInAnyOrder("ssm:/a", "cfn:s");
    }

    @Test
    void allAreLookedUpAtTheSameTime() throws IOException {
        CountDownLatch both = new CountDownLatch(2);
        FakeRemoteValues waiting = new FakeRemoteValues() {
            @Override
            public Optional<RemoteValue> parameter(String name, Optional<String> region) {
                both.countDown();
                try {
                    return Optional.of(new RemoteValue(String.valueOf(both.await(1, TimeUnit.MINUTES)), false));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };

        assertThat(text("${ssm:/a}${ssm:/b}", Lookups.in(environment, waiting))).isEqualTo("truetrue");
    }

    @Test
    void withoutAwsItsValuesHaveTheirDefaults() throws IOException {
        Lookups local = Lookups.withoutAws(environment, "there is none");

        assertThat(text("${ssm:/a:-default}", local)).isEqualTo("default");
        assertThatThrownBy(() -> text("${ssm:/a}", local))
                .isInstanceOf(ProjectException.class)
                .hasMessageEndingWith("parameter '/a' is in AWS")
                .extracting(e -> ((ProjectException) e).hint())
                .asString()
                .startsWith("there is none, or say");
    }

    @Test
    void secretsAreNotShown() throws IOException {
        aws.values.put("secret:npm", new RemoteValue("hush", true));
        aws.values.put("ssm:/key", new RemoteValue("quiet", true));

        Value value = value("x-${secret:npm}-${ssm:/key}", lookups);

        assertThat(value.texts()).containsExactly("x-hush-quiet");
        assertThat(value.visible()).containsExactly("***");
        assertThat(value.toString()).doesNotContain("hush");
        assertThat(lookups.secrets()).containsExactlyInAnyOrder("hush", "quiet");
        Redaction redaction = new Redaction();
        redaction.add(lookups.secrets());
        assertThat(redaction.of("'x-hush-quiet' is not a bucket")).isEqualTo("'x-***-***' is not a bucket");
    }

    @Test
    void aSecretWithoutKeysIsNotQuoted() {
        aws.values.put("secret:npm", new RemoteValue("hush", true));

        LambdaCiException refusal = refusal("${secret:npm#token}");

        assertThat(refusal)
                .hasMessageContaining("secret 'npm' is no JSON object")
                .hasNoCause();
        assertThat(refusal.getMessage()).doesNotContain("hush");
    }

    private Path file() {
        return folder.resolve("lambda-ci.yml");
    }

    private LambdaCiException refusal(String written) {
        return catchThrowableOfType(LambdaCiException.class, () -> text(written));
    }

    private String text(String written) throws IOException {
        return text(written, lookups);
    }

    private String text(String written, Lookups by) throws IOException {
        return value(written, by).texts().get(0);
    }

    private Value value(String written, Lookups by) throws IOException {
        Files.writeString(file(), "functions:\n  orders:\n    app-s3-bucket: \"" + written + "\"\n");
        Settings settings = ConfigFile.read(file(), Vocabularies.SOME).settings("orders", Optional.empty());
        return settings.values(List.of("app-s3-bucket"), by).values().iterator().next();
    }
}
