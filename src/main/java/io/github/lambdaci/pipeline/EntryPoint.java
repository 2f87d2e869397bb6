package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.artifact.TreeEntry;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells when Lambda would not find what it starts, as far as the files alone can tell. */
final class EntryPoint {
    private static final String BOOTSTRAP = "bootstrap";

    /** Source: "Deploy Java Lambda functions" in the developer guide; jars elsewhere are not on the class path. */
    private static final Pattern JAVA = Pattern.compile(".*\\.class|lib/[^/]+\\.jar");

    private EntryPoint() {}

    static Optional<String> warning(FunctionVersion function, List<TreeEntry> files) {
        if (function.runtime().isCustom() && function.layers().isEmpty()) {
            return bootstrapWarning(function, files);
        }
        boolean lacksClasses = function.runtime().name().startsWith("java")
                && files.stream().noneMatch(file -> JAVA.matcher(file.name()).matches());
        return lacksClasses
                ? Optional.of("the code holds neither classes nor lib/*.jar: " + function.runtime()
                        + " will not find the handler; a jar itself has to be unzipped, or put into lib/")
                : Optional.empty();
    }

    /** A layer could bring one, which is why functions with layers are not asked. */
    private static Optional<String> bootstrapWarning(FunctionVersion function, List<TreeEntry> files) {
        Optional<TreeEntry> bootstrap =
                files.stream().filter(file -> file.name().equals(BOOTSTRAP)).findFirst();
        if (bootstrap.isEmpty()) {
            return Optional.of("the code has no file bootstrap, which " + function.runtime() + " starts");
        }
        // Only a link's target has a mode that counts.
        return bootstrap
                .filter(file -> file.linkTarget().isEmpty() && !file.executable())
                .map(file -> "the file bootstrap is not executable, so that " + function.runtime()
                        + " cannot start it: chmod +x bootstrap");
    }
}
