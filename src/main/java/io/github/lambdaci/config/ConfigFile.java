package io.github.lambdaci.config;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A configuration file: functions, and the environments that they are shipped to. */
public final class ConfigFile {
    private final Path path;
    private final General general;
    private final Map<String, FunctionEntry> functions;
    private final Map<String, EnvironmentEntry> environments;

    ConfigFile(
            Path path,
            General general,
            Map<String, FunctionEntry> functions,
            Map<String, EnvironmentEntry> environments) {
        this.path = path;
        this.general = general;
        this.functions = functions;
        this.environments = environments;
    }

    /** What can be said of functions, what holds for every one of them, and what they are called. */
    record General(Vocabulary vocabulary, Map<String, Setting> defaults, Optional<NamePattern> pattern) {}

    /**
     * Reads a file.
     *
     * @param vocabulary the settings that it may have
     * @throws ProjectException if it means nothing; where that stands is in the message
     */
    public static ConfigFile read(Path path, Vocabulary vocabulary) {
        return new ConfigReader(vocabulary).read(path);
    }

    /** Where it is, as it was named. */
    public Path path() {
        return path;
    }

    /** The names of the functions, in their order. */
    public Set<String> functionNames() {
        return functions.keySet();
    }

    /** The names of the environments, in their order. */
    public Set<String> environmentNames() {
        return environments.keySet();
    }

    /** The functions that are shipped before one. */
    public List<String> before(String function) {
        return function(function).after().stream()
                .map(FunctionEntry.Named::name)
                .toList();
    }

    /**
     * In which waves an environment is shipped to: itself, or the environments that it names instead.
     *
     * @throws ProjectException if there is no such environment, or two of those are one place for a function
     */
    public List<Wave> waves(Optional<String> environment) {
        List<Wave> named = environment.stream()
                .flatMap(name -> environment(name).waves().stream())
                .map(WaveReader.Written::wave)
                .toList();
        functions.values().forEach(function -> refuseOnePlace(function, named));
        return named.isEmpty() ? List.of(Wave.only(environment)) : named;
    }

    /** A function that is shipped to one place twice would be what the second environment says, whatever came before. */
    private void refuseOnePlace(FunctionEntry function, List<Wave> waves) {
        Map<List<String>, String> places = new HashMap<>();
        for (String name :
                waves.stream().flatMap(wave -> wave.environments().stream()).toList()) {
            List<String> identity = Merge.identity(new Merge(this, Optional.of(name)).of(function));
            @Nullable String before = places.putIfAbsent(identity, name);
            if (before != null) {
                throw environment(name)
                        .place()
                        .refuses(
                                "function '" + function.name() + "' is shipped to one place by environments '" + before
                                        + "' and '" + name + "'",
                                "give each a region, a role or a function-name-pattern of its own");
            }
        }
    }

    General general() {
        return general;
    }

    FunctionEntry function(String name) {
        return Optional.ofNullable(functions.get(name))
                .orElseThrow(() -> new ProjectException(
                        "there is no function '" + name + "' in " + path,
                        ConfigReader.choices(name, functions.keySet())));
    }

    EnvironmentEntry environment(String name) {
        return Optional.ofNullable(environments.get(name))
                .orElseThrow(() -> new ProjectException(
                        "there is no environment '" + name + "' in " + path,
                        ConfigReader.choices(name, environments.keySet())));
    }

    /**
     * The settings that count for a function.
     *
     * @param environment the environment that it is shipped to, if one was chosen
     * @throws ProjectException if the function or the environment is not in the file, another one has its name, or the
     *     environment is shipped to as others
     */
    public Settings settings(String function, Optional<String> environment) {
        environment.map(this::environment).ifPresent(ConfigFile::refuseWaves);
        Merge merge = new Merge(this, environment);
        FunctionEntry wanted = function(function);
        refuseSharedNames(merge);
        Path folder = Objects.requireNonNullElse(path.getParent(), Path.of(""));
        return new Settings(folder, function, merge.of(wanted));
    }

    private static void refuseWaves(EnvironmentEntry environment) {
        if (!environment.waves().isEmpty()) {
            List<String> names = environment.waves().stream()
                    .flatMap(wave -> wave.wave().environments().stream())
                    .toList();
            throw environment
                    .place()
                    .refuses(
                            "environment '" + environment.name()
                                    + "' is shipped to in waves, and one place is meant here",
                            "name one of them instead: " + String.join(", ", names));
        }
    }

    /** Two functions that are shipped to one would overwrite one another. */
    private void refuseSharedNames(Merge merge) {
        Map<List<String>, Setting> names = new HashMap<>();
        for (FunctionEntry entry : functions.values()) {
            Map<String, Setting> settings = merge.of(entry);
            Setting name = Objects.requireNonNull(settings.get(Merge.FUNCTION_NAME));
            @Nullable Setting before = names.putIfAbsent(Merge.identity(settings), name);
            if (before != null) {
                throw name.place()
                        .refuses(
                                "functions '" + entry.name() + "' and another one are both called '"
                                        + name.values().get(0).written() + "' in AWS: see " + before.place(),
                                "give each a name of its own, or leave it to function-name-pattern");
            }
        }
    }
}
