package io.github.lambdaci.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every keeper of values does. */
public abstract class RemoteValuesContract {
    private static final Optional<String> HERE = Optional.empty();
    private static final Optional<String> ELSEWHERE = Optional.of("eu-west-3");

    /** The one that is tested. */
    protected abstract RemoteValues values();

    /** Keeps a parameter, encrypted or not. */
    protected abstract void keepParameter(String name, RemoteValue value, Optional<String> region);

    /** Keeps a secret. */
    protected abstract void keepSecret(String name, String value, Optional<String> region);

    /** Makes a stack with outputs. */
    protected abstract void keepStack(String name, Map<String, String> outputs, Optional<String> region);

    @Test
    void parametersAreReadInTheirRegion() {
        keepParameter("/lambda-ci/bucket", new RemoteValue("artifacts, all of them", false), HERE);
        keepParameter("/lambda-ci/bucket", new RemoteValue("elsewhere", false), ELSEWHERE);

        assertThat(values().parameter("/lambda-ci/bucket", HERE))
                .hasValue(new RemoteValue("artifacts, all of them", false));
        assertThat(values().parameter("/lambda-ci/bucket", ELSEWHERE)).hasValue(new RemoteValue("elsewhere", false));
    }

    @Test
    void encryptedParametersAreSecrets() {
        keepParameter("/lambda-ci/token", new RemoteValue("hush", true), HERE);

        assertThat(values().parameter("/lambda-ci/token", HERE)).hasValue(new RemoteValue("hush", true));
    }

    @Test
    void secretsAreRead() {
        keepSecret("lambda-ci/npm", "{\"token\": \"t\"}", HERE);
        keepSecret("lambda-ci/npm", "elsewhere", ELSEWHERE);

        assertThat(values().secret("lambda-ci/npm", HERE)).hasValue(new RemoteValue("{\"token\": \"t\"}", true));
        assertThat(values().secret("lambda-ci/npm", ELSEWHERE)).hasValue(new RemoteValue("elsewhere", true));
    }

    @Test
    void outputsAreRead() {
        keepStack("lambda-ci-network", Map.of("Subnet", "subnet-1 & <more>", "Group", "sg-1"), HERE);
        keepStack("lambda-ci-network", Map.of("Subnet", "elsewhere"), ELSEWHERE);

        assertThat(values().outputs("lambda-ci-network", HERE))
                .hasValue(Map.of("Subnet", "subnet-1 & <more>", "Group", "sg-1"));
        assertThat(values().outputs("lambda-ci-network", ELSEWHERE)).hasValue(Map.of("Subnet", "elsewhere"));
    }

    @Test
    void whatIsNotThereIsNothing() {
        assertThat(values().parameter("/lambda-ci/none", HERE)).isEmpty();
        assertThat(values().secret("lambda-ci/none", HERE)).isEmpty();
        assertThat(values().outputs("lambda-ci-none", HERE)).isEmpty();
    }
}
