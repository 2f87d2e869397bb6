package io.github.lambdaci.cli;

import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.Settings;
import io.github.lambdaci.config.Wave;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where functions are shipped to: wave by wave, each to its environments and regions one after another, and after the
 * functions that it is to come after.
 *
 * @param environment the environment that they are shipped to, if one was chosen
 * @param inOneRegion whether the command line names the region
 */
record FleetPlaces(ConfigFile file, Optional<String> environment, boolean inOneRegion) {
    /**
     * A function in one place.
     *
     * @param name the function's name in the file, with the environment and the region where it has several
     * @param after what comes before it
     * @param settings what counts for it
     * @param oneOfSeveral whether it is in other places too
     * @param wave the wave that it belongs to
     */
    record Place(String name, List<String> after, Settings settings, boolean oneOfSeveral, Wave wave) {
        /** The function's name in the file. */
        String function() {
            return settings.function();
        }

        /** The only place of the only function. */
        static Place only(Settings settings, Optional<String> environment) {
            return new Place(settings.function(), List.of(), settings, false, Wave.only(environment));
        }
    }

    /** The places of these functions, in their order. */
    List<Place> of(List<String> functions) {
        List<Wave> waves = file.waves(environment);
        boolean several =
                waves.stream().mapToInt(wave -> wave.environments().size()).sum() > 1;
        return waves.stream()
                .flatMap(wave -> of(functions, wave, several).stream())
                .toList();
    }

    private List<Place> of(List<String> functions, Wave wave, boolean several) {
        Map<String, Map<String, Settings>> all = new LinkedHashMap<>();
        functions.forEach(function -> all.put(function, named(function, wave, several)));
        List<Place> places = new ArrayList<>();
        all.forEach((function, named) -> {
            List<String> before = file.before(function).stream()
                    .flatMap(other -> all.getOrDefault(other, Map.of()).keySet().stream())
                    .toList();
            Optional<String> last = Optional.empty();
            for (Map.Entry<String, Settings> one : named.entrySet()) {
                List<String> after = new ArrayList<>(before);
                last.ifPresent(after::add);
                places.add(new Place(one.getKey(), after, one.getValue(), several || named.size() > 1, wave));
                last = Optional.of(one.getKey());
            }
        });
        return places;
    }

    /** What counts for a function in each of its places of a wave, by what it is called there. */
    private Map<String, Settings> named(String function, Wave wave, boolean several) {
        Map<String, Settings> named = new LinkedHashMap<>();
        for (Optional<String> chosen : environments(wave)) {
            Optional<String> label = chosen.filter(name -> several);
            Settings settings = file.settings(function, chosen);
            if (inOneRegion || settings.regions().size() < 2) {
                named.put(name(function, label, Optional.empty()), settings);
            } else {
                settings.regions()
                        .forEach(region -> named.put(name(function, label, Optional.of(region)), settings.in(region)));
            }
        }
        return named;
    }

    private static List<Optional<String>> environments(Wave wave) {
        return wave.environments().isEmpty()
                ? List.of(Optional.empty())
                : wave.environments().stream().map(Optional::of).toList();
    }

    private static String name(String function, Optional<String> environment, Optional<String> region) {
        String where = Stream.concat(environment.stream(), region.stream()).collect(Collectors.joining(", "));
        return where.isEmpty() ? function : function + " (" + where + ")";
    }
}
