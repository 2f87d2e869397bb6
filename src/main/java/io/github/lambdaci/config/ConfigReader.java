package io.github.lambdaci.config;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds out what a file means, and refuses what means nothing. */
final class ConfigReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}");
    private static final String EXTENDS = "extends";
    private static final String REGIONS = "regions";
    private static final String REGION = "aws-region";

    private final Vocabulary vocabulary;
    private final SettingReader settings;

    ConfigReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        settings = new SettingReader(vocabulary);
    }

    ConfigFile read(Path path) {
        Tree tree = YamlFile.read(path)
                .orElseThrow(() -> new ProjectException(
                        "'" + path + "' is empty", "write at least 'functions:' with one function"));
        Parts parts = new Parts("", tree, Scope.FILE);
        settings.refuseUnknown(parts);
        Parts defaults = parts.part("defaults", Scope.DEFAULTS);
        Map<String, FunctionEntry> functions = new LinkedHashMap<>();
        parts.entries("functions").forEach(field -> functions.put(field.name(), function(field)));
        if (functions.isEmpty()) {
            throw tree.place().refuses("there is no function in it", "write 'functions:' and below it the name of one");
        }
        Map<String, EnvironmentEntry> environments = new LinkedHashMap<>();
        parts.entries("environments")
                .forEach(field -> environments.put(field.name(), environment(field, functions.keySet())));
        ConfigFile.General general = new ConfigFile.General(vocabulary, settings.of(defaults), pattern(defaults));
        ConfigFile file = new ConfigFile(path, general, functions, environments);
        References.check(file);
        return file;
    }

    private FunctionEntry function(Tree.Field field) {
        Parts parts = new Parts("functions." + checked(field).name(), field.value(), Scope.FUNCTION);
        return new FunctionEntry(field.name(), field.place(), settings.of(parts), parts.names("after"));
    }

    private EnvironmentEntry environment(Tree.Field field, Set<String> functions) {
        String where = "environments." + checked(field).name();
        Parts parts = new Parts(where, field.value(), Scope.ENVIRONMENT);
        Map<String, Map<String, Setting>> overrides = new LinkedHashMap<>();
        for (Tree.Field override : parts.entries("functions")) {
            if (!functions.contains(override.name())) {
                throw unknown(override.place(), "function", override.name(), functions);
            }
            Parts own = new Parts(where + ".functions." + override.name(), override.value(), Scope.OVERRIDE);
            overrides.put(override.name(), settings.of(own));
        }
        return new EnvironmentEntry(
                field.name(),
                field.place(),
                parts.name(EXTENDS),
                withRegions(settings.of(parts), parts),
                pattern(parts),
                new WaveReader(where).read(parts),
                overrides);
    }

    /** Several regions are what one of which has to be chosen. */
    private Map<String, Setting> withRegions(Map<String, Setting> own, Parts parts) {
        Optional<Tree.Field> regions = parts.find(REGIONS);
        if (regions.isEmpty()) {
            return own;
        }
        Setting one = own.get(REGION);
        if (one != null) {
            throw regions.get()
                    .place()
                    .refuses(REGIONS + " and " + REGION + " (" + one.place() + ") both say where", "keep one of them");
        }
        List<Template> values = parts.names(REGIONS).stream()
                .map(region -> Template.of(region.name(), region.place()))
                .toList();
        Map<String, Setting> all = new LinkedHashMap<>(own);
        all.put(REGION, new Setting(settings.key(REGION), regions.get().place(), values));
        return all;
    }

    private static Optional<NamePattern> pattern(Parts parts) {
        return parts.find(NamePattern.KEY).map(field -> {
            if (field.value() instanceof Tree.Scalar text && text.type() == Tree.Type.TEXT) {
                return NamePattern.of(text.text(), text.place());
            }
            throw field.value()
                    .place()
                    .refuses(
                            NamePattern.KEY + " must be a text, not "
                                    + field.value().kind(),
                            "as in \"{function}-qa\"");
        });
    }

    private static Tree.Field checked(Tree.Field field) {
        if (!NAME.matcher(field.name()).matches()) {
            throw field.place()
                    .refuses(
                            "'" + field.name() + "' cannot be a name",
                            "up to 64 letters, digits, hyphens and underscores; what a function is called in AWS can be"
                                    + " another name: function-name");
        }
        return field;
    }

    /** A name that nothing has. */
    static ProjectException unknown(Place place, String what, String name, Set<String> known) {
        return place.refuses("there is no " + what + " '" + name + "' in this file", choices(name, known));
    }

    /** What somebody may have meant, and what there is. */
    static String choices(String name, Set<String> known) {
        String all = known.isEmpty() ? "the file has none" : "there are " + String.join(", ", known);
        return Vocabulary.nearest(name, known)
                .map(near -> "did you mean '" + near + "'? " + all)
                .orElse(all);
    }
}
