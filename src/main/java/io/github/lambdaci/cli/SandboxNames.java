package io.github.lambdaci.cli;

import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Names for what is shipped to the sandbox without being named. */
final class SandboxNames {
    static final String BUCKET = "lambda-ci-sandbox";

    private static final int LONGEST = 64;
    private static final Set<String> NOT_TELLING = Set.of("src", "app", "code", "lambda", "function");

    private SandboxNames() {}

    /** The folder around the code, as far as its name tells anything and can be a function's name. */
    static String function(Path sources) {
        Path folder = sources.toAbsolutePath().normalize();
        if (folder.getParent() != null && NOT_TELLING.contains(String.valueOf(folder.getFileName()))) {
            folder = folder.getParent();
        }
        String name = String.valueOf(folder.getFileName()).replaceAll("[^a-zA-Z0-9-_]+", "-");
        return name.equals("null") || name.equals("-") ? "hello" : name.substring(0, Math.min(name.length(), LONGEST));
    }

    /** The handler that the code seems to have; the examples' if there is no telling. */
    static String handler(LambdaRuntime runtime, Path sources) {
        return switch (runtime.language()) {
            case NODEJS -> "index.handler";
            case OTHER -> "handler";
            case PYTHON ->
                Files.exists(sources.resolve("lambda_function.py")) ? "lambda_function.lambda_handler" : "app.handler";
        };
    }
}
