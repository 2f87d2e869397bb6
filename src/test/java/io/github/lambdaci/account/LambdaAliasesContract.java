package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.Gap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Lambda's aliases do. */
public abstract class LambdaAliasesContract extends PortContract {
    private String function;
    private LambdaFunctions functions;
    private LambdaAliases aliases;

    @BeforeEach
    void createFunction() {
        function = aws().createFunction(unique("function"));
        functions = aws().functions();
        aliases = aws().aliases();
    }

    private FunctionVersion release(String code) {
        FunctionVersion updated = functions.updateCode(functions.latest(function), stored(code));
        return functions.publishVersion(updated, code);
    }

    @Test
    void aliasThatDoesNotExistIsNothing() {
        assertThat(aliases.alias(function, "latest")).isEmpty();
    }

    @Test
    void aliasIsCreatedAndMoved() {
        FunctionVersion first = release("first");
        aliases.point(AliasRoute.to("latest", first, "first"), Optional.empty());
        LiveAlias created = aliases.alias(function, "latest").orElseThrow();
        FunctionVersion second = release("second");

        aliases.point(AliasRoute.to("latest", second, "second"), Optional.of(created));

        LiveAlias moved = aliases.alias(function, "latest").orElseThrow();
        assertThat(created.target().version()).isEqualTo("1");
        assertThat(created.target().functionArn()).isEqualTo(first.functionArn());
        assertThat(created.target().behavesLike(first)).isTrue();
        assertThat(moved.target().version()).isEqualTo("2");
        assertThat(moved.target().behavesLike(second)).isTrue();
    }

    @Test
    void aliasGoesBackToWhatItWas() {
        FunctionVersion first = release("first");
        aliases.point(AliasRoute.to("latest", first, "first"), Optional.empty());
        LiveAlias before = aliases.alias(function, "latest").orElseThrow();
        aliases.point(AliasRoute.to("latest", release("second"), "second"), Optional.of(before));
        LiveAlias moved = aliases.alias(function, "latest").orElseThrow();

        aliases.point(AliasRoute.backTo("latest", before), Optional.of(moved));

        LiveAlias back = aliases.alias(function, "latest").orElseThrow();
        assertThat(back.target()).isEqualTo(before.target());
        assertThat(moved.description()).contains("second");
        assertThat(back.description()).contains("first");
    }

    @Test
    void movedAliasTakesAllTraffic() {
        FunctionVersion first = release("first");
        aliases.point(AliasRoute.to("latest", first, "first"), Optional.empty());
        FunctionVersion second = release("second");
        aws().shareTraffic(function, "latest", second.version());
        LiveAlias shared = aliases.alias(function, "latest").orElseThrow();
        assertThat(shared.weights()).containsOnlyKeys(second.version());

        aliases.point(AliasRoute.to("latest", release("third"), "third"), Optional.of(shared));

        assertThat(aliases.alias(function, "latest").orElseThrow().weights()).isEmpty();
    }

    @Test
    void aliasThatWasChangedMeanwhileIsNotMoved() {
        needs(Gap.REVISIONS);
        FunctionVersion first = release("first");
        aliases.point(AliasRoute.to("latest", first, "first"), Optional.empty());
        LiveAlias read = aliases.alias(function, "latest").orElseThrow();
        aliases.point(AliasRoute.to("latest", release("second"), "second"), Optional.of(read));

        assertThatThrownBy(() -> aliases.point(AliasRoute.to("latest", first, "first"), Optional.of(read)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("somebody else");
        assertThat(aliases.alias(function, "latest").orElseThrow().target().version())
                .isEqualTo("2");
    }

    @Test
    void aliasThatWasCreatedMeanwhileIsNotReplaced() {
        FunctionVersion first = release("first");
        aliases.point(AliasRoute.to("latest", first, "first"), Optional.empty());

        assertThatThrownBy(() -> aliases.point(AliasRoute.to("latest", release("second"), "second"), Optional.empty()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("somebody else");
        assertThat(aliases.alias(function, "latest").orElseThrow().target().version())
                .isEqualTo("1");
    }

    @Test
    void aliasSharesItsTrafficAndTakesItBack() {
        needs(Gap.REVISIONS);
        FunctionVersion first = release("first");
        LiveAlias created = aliases.point(AliasRoute.to("latest", first, "first"), Optional.empty());
        FunctionVersion second = release("second");

        AliasRoute shared = new AliasRoute("latest", first, Map.of(second.version(), 0.25), "sharing");
        LiveAlias sharing = aliases.point(shared, Optional.of(created));

        assertThat(aliases.alias(function, "latest").orElseThrow().weights()).isEqualTo(Map.of("2", 0.25));
        assertThat(aliases.alias(function, "latest").orElseThrow().revisionId()).isEqualTo(sharing.revisionId());
        LiveAlias back = aliases.point(AliasRoute.to("latest", first, "back"), Optional.of(sharing));
        assertThat(back.weights()).isEmpty();
        assertThat(aliases.alias(function, "latest").orElseThrow().weights()).isEmpty();
    }

    @Test
    void aliasesAreListedByName() {
        FunctionVersion first = release("first");
        FunctionVersion second = release("second");
        aliases.point(AliasRoute.to("qa", second, ""), Optional.empty());
        aliases.point(AliasRoute.to("live", first, ""), Optional.empty());
        aws().shareTraffic(function, "live", "2");

        assertThat(aliases.aliases(function))
                .containsExactlyInAnyOrder(
                        new NamedAlias("live", "1", Map.of("2", 0.1)), new NamedAlias("qa", "2", Map.of()));
    }

    @Test
    void settledAliasIsWhatItWasPointedTo() {
        FunctionVersion first = release("first");
        AliasRoute route = AliasRoute.to("latest", first, "first");
        LiveAlias pointed = aliases.point(route, Optional.empty());

        assertThat(aliases.ifSettled(route, pointed)).hasValue(pointed);
        assertThat(aliases.settled(route, pointed)).isEqualTo(pointed);
    }
}
