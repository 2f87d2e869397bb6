package io.github.lambdaci.config;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The settings that count for a function in an environment: where each is written, and what it comes to. */
public final class Settings {
    private static final String REGION = "aws-region";

    private final Path folder;
    private final String function;
    private final Map<String, Setting> settings;

    /**
     * Knows them.
     *
     * @param folder where paths begin, empty for the current folder
     */
    Settings(Path folder, String function, Map<String, Setting> settings) {
        this.folder = folder;
        this.function = function;
        this.settings = settings;
    }

    /** The function's name in the file. */
    public String function() {
        return function;
    }

    /** Where a setting is written; nothing if the file does not have it. */
    public Optional<Place> place(String key) {
        return Optional.ofNullable(settings.get(key)).map(Setting::place);
    }

    /** The regions that the file names for it, of which a command works on one; none if it names none. */
    public List<String> regions() {
        return Optional.ofNullable(settings.get(REGION)).map(Setting::values).orElse(List.of()).stream()
                .map(Template::written)
                .toList();
    }

    /** The same in one of its regions. */
    public Settings in(String region) {
        Setting all = Objects.requireNonNull(settings.get(REGION));
        List<Template> one = all.values().stream()
                .filter(template -> template.written().equals(region))
                .toList();
        Map<String, Setting> chosen = new LinkedHashMap<>(settings);
        chosen.put(REGION, new Setting(all.key(), one.get(0).place(), one));
        return new Settings(folder, function, chosen);
    }

    /**
     * What settings come to; what has to be looked up is looked up at once.
     *
     * @param wanted their keys; those that the file does not have are left out
     * @throws ProjectException if something is not there, or the file has several regions
     */
    public Map<String, Value> values(Collection<String> wanted, Lookups lookups) {
        List<Setting> needed = settings.values().stream()
                .filter(setting -> wanted.contains(setting.key().name()))
                .toList();
        needed.forEach(Settings::refuseSeveralRegions);
        lookups.lookUp(needed);
        Map<String, Value> values = new LinkedHashMap<>();
        needed.forEach(setting -> values.put(setting.key().name(), lookups.value(setting, folder)));
        return values;
    }

    private static void refuseSeveralRegions(Setting setting) {
        if (setting.key().name().equals(REGION) && setting.values().size() > 1) {
            List<String> regions =
                    setting.values().stream().map(Template::written).toList();
            throw setting.place()
                    .refuses(
                            "there are " + regions.size() + " regions here, and this command works on one",
                            "choose it: --aws-region " + String.join("|", regions));
        }
    }
}
