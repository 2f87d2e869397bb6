package io.github.lambdaci.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds out which settings of a file count in an environment. */
final class Merge {
    static final String FUNCTION_NAME = "function-name";
    /** What tells functions of one name apart. */
    private static final List<String> WHERE = List.of("aws-profile-name", "aws-role-arn", "aws-region", "sandbox");

    private final ConfigFile file;
    private final String environment;
    private final List<EnvironmentEntry> chain;
    private final Vocabulary vocabulary;

    /** Looks at an environment and those that it extends; at none if none was chosen. */
    Merge(ConfigFile file, Optional<String> environment) {
        this.file = file;
        this.environment = environment.orElse("");
        this.vocabulary = file.general().vocabulary();
        this.chain = environment.map(name -> References.chain(name, file)).orElse(List.of());
    }

    /** The stronger first: what is about one function in one environment, then the environment, the function, all. */
    Map<String, Setting> of(FunctionEntry function) {
        Stream<Map<String, Setting>> overrides =
                chain.stream().map(one -> one.overrides().getOrDefault(function.name(), Map.of()));
        Stream<Map<String, Setting>> environments = chain.stream().map(EnvironmentEntry::settings);
        Map<String, Setting> merged = new LinkedHashMap<>();
        Stream.of(
                        overrides,
                        environments,
                        Stream.of(function.settings(), file.general().defaults()))
                .flatMap(layers -> layers)
                .forEach(layer -> layer.forEach(merged::putIfAbsent));
        merged.computeIfAbsent(FUNCTION_NAME, missing -> named(function));
        return merged;
    }

    private Setting named(FunctionEntry function) {
        Template name = Stream.concat(
                        chain.stream().map(EnvironmentEntry::pattern),
                        Stream.of(file.general().pattern()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(pattern -> pattern.name(function.name(), environment))
                .orElseGet(() -> Template.of(function.name(), function.place()));
        return new Setting(vocabulary.find(FUNCTION_NAME).orElseThrow(), name.place(), List.of(name));
    }

    /** What a function is in AWS, as far as can be told while nothing is looked up. */
    static List<String> identity(Map<String, Setting> settings) {
        return Stream.concat(Stream.of(FUNCTION_NAME), WHERE.stream())
                .map(key -> Optional.ofNullable(settings.get(key))
                        .map(setting ->
                                setting.values().stream().map(Template::written).toList())
                        .orElse(List.of())
                        .toString())
                .toList();
    }
}
