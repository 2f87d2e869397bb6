package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.Releases;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AwsLambdaAliasesTests {
    private static final FunctionVersion OLD = Releases.version("1", "old", "settings");
    private static final FunctionVersion NEW = Releases.version("2", "new", "settings");
    private static final Optional<LiveAlias> BEFORE = Optional.of(new LiveAlias(OLD, Map.of(), "r1"));
    private static final AliasRoute ROUTE = AliasRoute.to("latest", NEW, "v2");

    private final ScriptedAws aws = new ScriptedAws();
    private final AwsLambdaAliases aliases =
            new AwsLambdaAliases(aws.clients(), new FakeTime().patience(Duration.ofMinutes(1)));

    @AfterEach
    void stop() {
        aws.close();
    }

    private static String alias(String version, String description, String routing) {
        return "{\"Name\": \"latest\", \"FunctionVersion\": \"" + version + "\", \"Description\": \"" + description
                + "\", \"RevisionId\": \"r2\"" + routing + "}";
    }

    @Test
    void ourOwnMoveIsKnownAgainWhenItsAnswerWasLost() {
        aws.refuse(500, "ServiceException", "internal error")
                .refuse(412, "PreconditionFailedException", "The Revision Id provided does not match")
                .answer(200, alias("2", "v2", ""));

        assertThat(aliases.point(ROUTE, BEFORE)).isEqualTo(new LiveAlias(NEW, Map.of(), Optional.of("v2"), "r2"));
    }

    @Test
    void aMoveThatIsNotOursIsSaid() {
        for (String other : new String[] {
            alias("3", "v2", ""),
            alias("2", "by hand", ""),
            alias("2", "v2", ", \"RoutingConfig\": {\"AdditionalVersionWeights\": {\"1\": 0.5}}")
        }) {
            aws.refuse(412, "PreconditionFailedException", "The Revision Id provided does not match")
                    .answer(200, other);

            assertThatThrownBy(() -> aliases.point(ROUTE, BEFORE))
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("somebody else changed it meanwhile");
        }
    }

    @Test
    void ourOwnNewAliasIsKnownAgainWhenItsAnswerWasLost() {
        aws.refuse(500, "ServiceException", "internal error")
                .refuse(409, "ResourceConflictException", "Alias already exists")
                .answer(200, alias("2", "v2", ""));

        assertThat(aliases.point(ROUTE, Optional.empty()))
                .isEqualTo(new LiveAlias(NEW, Map.of(), Optional.of("v2"), "r2"));
    }

    @Test
    void anAliasThatSomebodyElseMadeIsSaid() {
        aws.refuse(409, "ResourceConflictException", "Alias already exists").answer(200, alias("1", "by hand", ""));

        assertThatThrownBy(() -> aliases.point(ROUTE, Optional.empty()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("was created by somebody else meanwhile");
    }
}
