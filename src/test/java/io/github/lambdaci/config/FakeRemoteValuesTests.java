package io.github.lambdaci.config;

import java.util.Map;
import java.util.Optional;

/** The fake keeps the contract of the real adapter. */
class FakeRemoteValuesTests extends RemoteValuesContract {
    private final FakeRemoteValues fake = new FakeRemoteValues();

    @Override
    protected RemoteValues values() {
        return fake;
    }

    @Override
    protected void keepParameter(String name, RemoteValue value, Optional<String> region) {
        fake.values.put(FakeRemoteValues.question("ssm", name, region), value);
    }

    @Override
    protected void keepSecret(String name, String value, Optional<String> region) {
        fake.values.put(FakeRemoteValues.question("secret", name, region), new RemoteValue(value, true));
    }

    @Override
    protected void keepStack(String name, Map<String, String> outputs, Optional<String> region) {
        fake.stacks.put(FakeRemoteValues.question("cfn", name, region), outputs);
    }
}
