package io.github.lambdaci.project;

import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The runtime that a project would have if this machine's own interpreter ran it. */
public final class LocalRuntime {
    private static final Pattern PYTHON = Pattern.compile("Python (\\d+\\.\\d+).*");
    private static final Pattern NODEJS = Pattern.compile("v(\\d+)\\..*");

    private LocalRuntime() {}

    /**
     * The runtime for a project; one that Lambda has now, if the interpreter is not on this machine.
     *
     * @param descriptor the package descriptor's path, if it was given
     * @param sources the folder with the code
     */
    public static LambdaRuntime of(Optional<Path> descriptor, Path sources) {
        return switch (language(descriptor, sources)) {
            case PYTHON ->
                version("python3", PYTHON)
                        .map("python%s"::formatted)
                        .map(LambdaRuntime::of)
                        .orElse(LambdaRuntime.of("python3.13"));
            case NODEJS ->
                version("node", NODEJS)
                        .map("nodejs%s.x"::formatted)
                        .map(LambdaRuntime::of)
                        .orElse(LambdaRuntime.of("nodejs22.x"));
            case OTHER -> LambdaRuntime.of("provided.al2023");
        };
    }

    private static Language language(Optional<Path> descriptor, Path sources) {
        if (descriptor.isPresent()) {
            return descriptor.get().toString().endsWith(".json") ? Language.NODEJS : Language.PYTHON;
        }
        if (Files.exists(sources.resolve("bootstrap"))) {
            return Language.OTHER;
        }
        List<Path> folders = List.of(Path.of(""), sources);
        return Stream.of(Language.PYTHON, Language.NODEJS)
                .filter(language -> PackageManagerChoice.in(folders, Optional.empty(), language)
                        .isPresent())
                .findFirst()
                .orElseGet(() -> hasScript(sources) ? Language.NODEJS : Language.PYTHON);
    }

    private static boolean hasScript(Path sources) {
        return List.of("index.js", "index.mjs", "index.cjs").stream()
                .anyMatch(name -> Files.exists(sources.resolve(name)));
    }

    private static Optional<String> version(String interpreter, Pattern form) {
        return LocalCommand.ask(List.of(interpreter, "--version"), Map.of())
                .map(form::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }
}
