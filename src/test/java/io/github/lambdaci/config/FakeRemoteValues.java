package io.github.lambdaci.config;

import io.github.lambdaci.failure.AwsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Values in memory, and what was asked. Names are those of lookups, as in {@code ssm(eu-west-1):/path}. */
public class FakeRemoteValues implements RemoteValues {
    /** Everything that was asked, in any order. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** What is there. */
    public final Map<String, RemoteValue> values = new HashMap<>();

    /** Outputs by their stacks. */
    public final Map<String, Map<String, String>> stacks = new HashMap<>();

    /** What these credentials may not read. */
    public String denied = "";

    @Override
    public Optional<RemoteValue> parameter(String name, Optional<String> region) {
        return Optional.ofNullable(values.get(ask("ssm", name, region)));
    }

    @Override
    public Optional<RemoteValue> secret(String name, Optional<String> region) {
        return Optional.ofNullable(values.get(ask("secret", name, region)));
    }

    @Override
    public Optional<Map<String, String>> outputs(String stack, Optional<String> region) {
        return Optional.ofNullable(stacks.get(ask("cfn", stack, region)));
    }

    private String ask(String kind, String name, Optional<String> region) {
        String question = question(kind, name, region);
        asked.add(question);
        if (question.equals(denied)) {
            throw new AwsException("reading " + question + " failed: you may not", "allow it");
        }
        return question;
    }

    static String question(String kind, String name, Optional<String> region) {
        return kind + region.map(id -> "(" + id + ")").orElse("") + ":" + name;
    }
}
