package io.github.lambdaci.build;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.runtime.Language;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a build may use and what is no part of what it makes: never shown, never in a fingerprint.
 *
 * @param variables environment variables, whose values may be secrets
 * @param caBundle certificates to trust beside the public ones
 * @param network the network that a build container is put in
 * @param secrets files that a build may read
 * @param sources private sources of packages to log in to
 * @param caching whether downloads are kept for the next build
 */
public record BuildEnvironment(
        Map<String, String> variables,
        Optional<CaBundle> caBundle,
        Optional<String> network,
        SecretFiles secrets,
        PackageSources sources,
        boolean caching) {
    /** An environment with nothing in it. */
    public static final BuildEnvironment NONE = new BuildEnvironment(Map.of(), Optional.empty(), Optional.empty());

    /** Shorter than any secret; hiding such values would make the output unreadable. */
    private static final int SHORTEST_SECRET = 4;

    private static final Set<String> NO_SECRETS = Set.of("true", "false", "none", "null", "production", "development");

    /** Keeps the order of the variables. */
    public BuildEnvironment {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** An environment without secret files and private sources. */
    public BuildEnvironment(Map<String, String> variables, Optional<CaBundle> caBundle, Optional<String> network) {
        this(variables, caBundle, network, SecretFiles.NONE, PackageSources.NONE, true);
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

    /** The same with secret files. */
    public BuildEnvironment with(SecretFiles files) {
        return new BuildEnvironment(variables, caBundle, network, files, sources, caching);
    }

    /** The same with private sources. */
    public BuildEnvironment with(PackageSources others) {
        return new BuildEnvironment(variables, caBundle, network, secrets, others, caching);
    }

    /** The same, with downloads kept for the next build or not. */
    public BuildEnvironment caching(boolean wanted) {
        return new BuildEnvironment(variables, caBundle, network, secrets, sources, wanted);
    }

    /** The same after logging in to the private source of a language's packages; the user's own settings win. */
    public BuildEnvironment loggedIn(Language language) {
        return sources.logIn(language)
                .map(source -> {
                    Map<String, String> all = new LinkedHashMap<>(new TreeMap<>(source.variables(language)));
                    all.putAll(variables);
                    SecretFiles files = secrets;
                    for (SecretFile file : source.files(language)) {
                        files = files.with(file);
                    }
                    return new BuildEnvironment(all, caBundle, network, files, PackageSources.NONE, caching);
                })
                .orElse(this);
    }

    /** Takes credentials, the variables' values and the secrets of the files out of a line. */
    public UnaryOperator<String> redaction() {
        List<String> secretValues = secretValues();
        return line -> {
            String redacted = line;
            for (String secret : secretValues) {
                redacted = redacted.replace(secret, "***");
            }
            return Credentials.redact(redacted);
        };
    }

    /** The longest first, since one can be part of another. */
    private List<String> secretValues() {
        List<String> found = new ArrayList<>(secrets.values());
        variables.values().forEach(value -> found.addAll(SecretValues.inVariable(value)));
        found.removeIf(secret -> secret.length() < SHORTEST_SECRET || NO_SECRETS.contains(secret));
        found.sort(Comparator.comparing(String::length).reversed());
        return found;
    }

    /** Names only: the values may be secrets. */
    @Override
    public String toString() {
        return "BuildEnvironment" + variables.keySet() + (secrets.isEmpty() ? "" : secrets.files());
    }
}
