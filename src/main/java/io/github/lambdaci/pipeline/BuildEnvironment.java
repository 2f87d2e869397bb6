package io.github.lambdaci.pipeline;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.Credentials;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a build may use and what is no part of what it makes: never shown, never in a fingerprint.
 *
 * @param variables environment variables, whose values may be secrets
 * @param caBundle certificates to trust beside the public ones
 * @param network the network that a build container is put in
 */
public record BuildEnvironment(Map<String, String> variables, Optional<CaBundle> caBundle, Optional<String> network) {
    /** An environment with nothing in it. */
    public static final BuildEnvironment NONE = new BuildEnvironment(Map.of(), Optional.empty(), Optional.empty());

    private static final Pattern PASSWORD_IN_URL = Pattern.compile("://(?:[^/@\\s:]*:)?([^/\\s]+)@");

    /** Shorter than any secret; hiding such values would make the output unreadable. */
    private static final int SHORTEST_SECRET = 4;

    private static final Set<String> NO_SECRETS = Set.of("true", "false", "none", "null", "production", "development");

    /** Keeps the order of the variables. */
    public BuildEnvironment {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /**
     * Reads the options of the command line.
     *
     * @param assignments {@code NAME=VALUE}, or {@code NAME} to pass on the value that it has in this process
     * @param process this process's environment
     * @throws ProjectException if a name is not valid or has no value
     */
    public static BuildEnvironment of(
            List<String> assignments,
            Optional<CaBundle> caBundle,
            Optional<String> network,
            Map<String, String> process) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            String name = equals < 0 ? assignment : assignment.substring(0, equals);
            if (name.isBlank() || name.chars().anyMatch(c -> c <= ' ')) {
                throw new ProjectException(
                        "a build variable has no valid name", "give --build-env NAME or --build-env NAME=VALUE");
            }
            variables.put(name, equals < 0 ? inherited(name, process) : assignment.substring(equals + 1));
        }
        return new BuildEnvironment(variables, caBundle, network);
    }

    private static String inherited(String name, Map<String, String> process) {
        String value = process.get(name);
        if (value == null) {
            throw new ProjectException(
                    "the build variable '" + name + "' is not set here",
                    "set it, leave --build-env " + name + " out, or give --build-env " + name + "=VALUE");
        }
        return value;
    }

    /** A line without credentials and without the variables' values. */
    public String redact(String line) {
        String redacted = line;
        for (String secret : secrets()) {
            redacted = redacted.replace(secret, "***");
        }
        return Credentials.redact(redacted);
    }

    /** The longest first, since one can be part of another. */
    private List<String> secrets() {
        List<String> secrets = new ArrayList<>();
        for (String value : variables.values()) {
            value.lines().map(String::strip).forEach(secrets::add);
            Matcher password = PASSWORD_IN_URL.matcher(value);
            while (password.find()) {
                secrets.add(password.group(1));
            }
        }
        secrets.removeIf(secret -> secret.length() < SHORTEST_SECRET || NO_SECRETS.contains(secret));
        secrets.sort(Comparator.comparing(String::length).reversed());
        return secrets;
    }

    /** Names only: the values may be secrets. */
    @Override
    public String toString() {
        return "BuildEnvironment" + variables.keySet();
    }
}
