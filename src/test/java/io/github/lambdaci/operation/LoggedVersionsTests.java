package io.github.lambdaci.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.testing.FakeAws;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoggedVersionsTests {
    private final FakeAws aws = new FakeAws();
    private final LoggedVersions versions = new LoggedVersions(aws.account());
    private FunctionVersion first;

    @BeforeEach
    void publishTwoVersions() {
        aws.createFunction("orders");
        first = publish();
        aws.changeSettings("orders");
        publish();
        aws.lambda().changeAlias("orders", "live", first, Map.of());
    }

    private FunctionVersion publish() {
        return aws.functions().publishVersion(aws.functions().latest("orders"), "");
    }

    private void logFromNowOnTo(String group) {
        aws.lambda()
                .change(
                        "orders",
                        latest -> new FunctionVersion(
                                latest.functionArn(),
                                latest.version(),
                                latest.runtime(),
                                latest.architecture(),
                                Sha256.of(new byte[] {3}),
                                latest.layers(),
                                latest.settings(),
                                latest.revisionId(),
                                group));
    }

    @Test
    void aliasIsTheVersionThatItPointsTo() {
        assertThat(versions.behind("orders", "live"))
                .containsExactly(new LogSource("orders", "/aws/lambda/orders", Set.of("1")));
    }

    @Test
    void aliasThatSharesItsTrafficIsBothVersions() {
        aws.lambda().changeAlias("orders", "live", first, Map.of("2", 0.1));

        assertThat(versions.behind("orders", "live"))
                .containsExactly(new LogSource("orders", "/aws/lambda/orders", Set.of("1", "2")));
    }

    @Test
    void versionsThatLogToOtherGroupsAreReadThere() {
        logFromNowOnTo("shared");
        publish();
        aws.lambda().changeAlias("orders", "live", first, Map.of("3", 0.1));

        assertThat(versions.behind("orders", "live"))
                .containsExactly(
                        new LogSource("orders", "/aws/lambda/orders", Set.of("1")),
                        new LogSource("orders", "shared", Set.of("3")));
        assertThat(versions.all("orders"))
                .containsExactlyInAnyOrder(
                        new LogSource("orders", "/aws/lambda/orders", Set.of()),
                        new LogSource("orders", "shared", Set.of()));
    }

    @Test
    void versionsAreNamedDirectlyToo() {
        assertThat(versions.behind("orders", "2").get(0).versions()).containsExactly("2");
        assertThat(versions.behind("orders", "$LATEST").get(0).versions()).containsExactly("$LATEST");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> versions.behind("orders", "blue"))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("--all-versions"))
                .hasMessage("function 'orders' has no alias 'blue'");
        assertThatThrownBy(() -> versions.behind("missing", "live"))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("there is no function 'missing'");
        assertThatThrownBy(() -> versions.behind("orders", "9"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("there is no version 9");
    }
}
