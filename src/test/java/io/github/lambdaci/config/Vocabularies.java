package io.github.lambdaci.config;

import java.util.ArrayList;
import java.util.List;

/** Settings for tests, one of each kind and those that others mean something to. */
final class Vocabularies {
    static final Vocabulary SOME = some();

    private Vocabularies() {}

    private static Vocabulary some() {
        List<Key> keys = new ArrayList<>();
        for (String text : List.of(
                "function-name",
                "app-s3-bucket",
                "shift",
                "aws-region",
                "aws-role-arn",
                "aws-profile-name",
                "timeout")) {
            keys.add(key(text, Key.Kind.TEXT, FileNames.NONE));
        }
        keys.add(key("app-src-path", Key.Kind.TEXT, FileNames.ALL));
        keys.add(key("app-packages-descriptor-path", Key.Kind.TEXT, FileNames.IF_THERE));
        keys.add(key("include", Key.Kind.LIST, FileNames.BEFORE_COLON));
        keys.add(key("omit", Key.Kind.LIST, FileNames.NONE));
        keys.add(key("build-env", Key.Kind.LIST, FileNames.NONE));
        keys.add(key("slim", Key.Kind.FLAG, FileNames.NONE));
        keys.add(key("smoke-payload", Key.Kind.JSON, FileNames.AFTER_AT));
        keys.add(key("sandbox", Key.Kind.OPTIONAL, FileNames.ALL));
        keys.add(key("builder", Key.Kind.CHOICE, FileNames.NONE));
        return new Vocabulary(keys);
    }

    private static Key key(String name, Key.Kind kind, FileNames files) {
        List<String> choices = kind == Key.Kind.CHOICE ? List.of("auto", "docker", "host") : List.of();
        return new Key(name, kind, choices, ".lambda-ci/sandbox", files, "What " + name + " is.");
    }
}
