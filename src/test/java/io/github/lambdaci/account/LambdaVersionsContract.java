package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
