package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.testing.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lists of versions show. */
public abstract class LambdaVersionsContract extends PortContract {
    private String function;
    private LambdaFunctions functions;

    @BeforeEach
    void createFunction() {
        function = aws().createFunction(unique("function"));
        functions = aws().functions();
    }

    private FunctionVersion release(String code) {
        FunctionVersion updated = functions.updateCode(functions.latest(function), stored(code));
        return functions.publishVersion(updated, code);
    }

    @Test
    void functionWithoutVersionsHasNone() {
        assertThat(aws().versions().versions(function)).isEmpty();
    }

    @Test
    void deletedVersionIsGoneAndItsNumberIsNotGivenAgain() {
        release("first");
        release("second");

        assertThat(aws().versions().delete(function, "1")).isEqualTo(Removal.DONE);

        assertThat(aws().versions().versions(function))
                .extracting(version -> version.version().version())
                .containsExactly("2");
        assertThat(aws().versions().delete(function, "1")).isEqualTo(Removal.DONE);
        assertThat(functions.latest(function).version()).isEqualTo("$LATEST");
    }

    @Test
    void versionThatAnAliasUsesIsNotDeleted() {
        needs(Gap.REVISIONS);
        FunctionVersion first = release("first");
        FunctionVersion second = release("second");
        LiveAlias alias = aws().aliases().point(AliasRoute.to("live", first, ""), Optional.empty());
        aws().aliases().point(new AliasRoute("live", first, Map.of("2", 0.1), ""), Optional.of(alias));

        assertThat(aws().versions().delete(function, "1")).isEqualTo(Removal.STILL_USED);
        assertThat(aws().versions().delete(function, second.version())).isEqualTo(Removal.STILL_USED);

        assertThat(aws().versions().versions(function)).hasSize(2);
    }

    @Test
    void everyVersionOfEveryFunctionIsListed() {
        FunctionVersion version = release("first");

        List<UsedVersion> versions = aws().usage().everyVersion().stream()
                .filter(used -> used.function().equals(function))
                .toList();

        assertThat(aws().usage().functions()).containsOnlyOnce(function);
        assertThat(versions).extracting(UsedVersion::version).containsExactlyInAnyOrder("$LATEST", "1");
        assertThat(versions).allSatisfy(used -> assertThat(used.codeSha256()).hasValue(version.codeSha256()));
    }

    @Test
    void nothingUsesANewVersion() {
        needs(Gap.PROVISIONED_CONCURRENCY);
        release("first");

        assertThat(aws().usage().uses(function)).isEmpty();
    }

    @Test
    void versionsAreListedOldestFirst() {
        FunctionVersion first = release("first");
        FunctionVersion second = release("second");

        List<PublishedVersion> versions = aws().versions().versions(function);

        assertThat(versions).extracting(version -> version.version().version()).containsExactly("1", "2");
        assertThat(versions.get(0).version().behavesLike(first)).isTrue();
        assertThat(versions.get(1).version().behavesLike(second)).isTrue();
        assertThat(versions).extracting(PublishedVersion::description).containsExactly("first", "second");
        assertThat(versions).allSatisfy(version -> {
            assertThat(version.codeBytes()).isPositive();
            assertThat(version.modified()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        });
    }
}
