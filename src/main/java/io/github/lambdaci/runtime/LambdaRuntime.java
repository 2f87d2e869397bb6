package io.github.lambdaci.runtime;

import io.github.lambdaci.failure.ProjectException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * A Lambda runtime.
 *
 * @param name Lambda's identifier, as in {@code python3.13} or {@code provided.al2023}
 * @param language the language that it runs
 * @param version the language's version, as in {@code 3.13} or {@code al2023}
 */
public record LambdaRuntime(String name, Language language, String version) {
    /**
     * Reads a runtime's identifier; those that are not known yet are accepted.
     *
     * @throws ProjectException if it has not the form of one
     */
    public static LambdaRuntime of(String name) {
        for (Language language : Language.values()) {
            Matcher matcher = language.match(name);
            if (matcher.matches()) {
                return new LambdaRuntime(name, language, matcher.group(1));
            }
        }
        throw new ProjectException(
                "'" + name + "' is not the name of a Lambda runtime",
                "Lambda's names are such as python3.13, nodejs22.x, java21, ruby3.4, dotnet10 or provided.al2023");
    }

    /** What the user should know about this runtime's age, if anything. */
    public Optional<String> warning(LocalDate today) {
        Optional<RuntimeSchedule> schedule = RuntimeSchedule.of(name);
        if (schedule.isEmpty()) {
            return Optional.of("runtime " + name + " is not known to this version of lambda-ci; it is used as it is");
        }
        return schedule.get().warning(today);
    }

    /** Whether code brings its own runtime: a program named {@code bootstrap}. */
    public boolean isCustom() {
        return name.startsWith("provided");
    }

    /**
     * The minor version of glibc 2 in a runtime of Python or Node.js: Amazon Linux 2 has 2.26, Amazon Linux 2023 has 2.34.
     *
     * <p>Source: "Lambda runtimes" in the developer guide; python3.12 and nodejs20.x were the first on 2023.
     */
    public int glibcMinor() {
        boolean amazonLinux2 = language == Language.PYTHON ? minor() < 12 : Integer.parseInt(version) < 20;
        return amazonLinux2 ? 26 : 34;
    }

    private int minor() {
        return Integer.parseInt(version.substring(version.indexOf('.') + 1));
    }

    // Written out for the sake of each start, as in Sha256; all of it is in the name.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LambdaRuntime runtime && name.equals(runtime.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
