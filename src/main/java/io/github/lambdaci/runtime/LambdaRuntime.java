package io.github.lambdaci.runtime;

import io.github.lambdaci.failure.ProjectException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;

/**
 * A Lambda runtime for which lambda-ci can build dependencies.
 *
 * @param name Lambda's identifier, as in {@code python3.13} or {@code nodejs22.x}
 * @param language the language that it runs
 * @param version the language's version, as in {@code 3.13} or {@code 22}
 */
public record LambdaRuntime(String name, Language language, String version) {
    /**
     * Reads a runtime's identifier; versions that are not known yet are accepted.
     *
     * @throws ProjectException if it is of a language that lambda-ci does not build for
     */
    public static LambdaRuntime of(String name) {
        for (Language language : Language.values()) {
            Matcher matcher = language.match(name);
            if (matcher.matches()) {
                return new LambdaRuntime(name, language, matcher.group(1));
            }
        }
        throw new ProjectException(
                "runtime '" + name + "' is not supported",
                "lambda-ci builds for pythonX.Y and nodejsN.x, as in python3.13 or nodejs22.x");
    }

    /** What the user should know about this runtime's age, if anything. */
    public Optional<String> warning(LocalDate today) {
        Optional<RuntimeSchedule> schedule = RuntimeSchedule.of(name);
        if (schedule.isEmpty()) {
            return Optional.of("runtime " + name + " is not known to this version of lambda-ci; it is used as it is");
        }
        return schedule.get().warning(today);
    }

    /**
     * The minor version of glibc 2 in this runtime: Amazon Linux 2 has 2.26, Amazon Linux 2023 has 2.34.
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

    @Override
    public String toString() {
        return name;
    }
}
