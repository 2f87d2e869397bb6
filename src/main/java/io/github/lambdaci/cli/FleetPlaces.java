package io.github.lambdaci.cli;

import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where functions are shipped to: each to its regions, one after another, and after the functions that it is to come after.
 *
 * @param environment the environment that they are shipped to, if one was chosen
 * @param inOneRegion whether the command line names the region
 */
record FleetPlaces(ConfigFile file, Optional<String> environment, boolean inOneRegion) {
    /**
     * A function in one region.
     *
     * @param name the function's name in the file, with the region where it has several
     * @param after what comes before it
     * @param settings what counts for it
     * @param oneOfSeveral whether it is in other regions too
     */
    record Place(String name, List<String> after, Settings settings, boolean oneOfSeveral) {
        /** The only place of the only function. */
        static Place only(Settings settings) {
            return new Place(settings.function(), List.of(), settings, false);
        }
    }

    /** The places of these functions, in their order. */
    List<Place> of(List<String> functions) {
        Map<String, Map<String, Settings>> regions = new LinkedHashMap<>();
        functions.forEach(function -> regions.put(function, regions(function)));
        List<Place> places = new ArrayList<>();
        regions.forEach((function, named) -> {
            List<String> before = file.before(function).stream()
                    .flatMap(other -> regions.getOrDefault(other, Map.of()).keySet().stream())
                    .toList();
            Optional<String> last = Optional.empty();
            for (Map.Entry<String, Settings> region : named.entrySet()) {
                List<String> after = new ArrayList<>(before);
                last.ifPresent(after::add);
                places.add(new Place(region.getKey(), after, region.getValue(), named.size() > 1));
                last = Optional.of(region.getKey());
            }
        });
        return places;
    }

    /** What counts for a function in each of its regions, by what it is called there. */
    private Map<String, Settings> regions(String function) {
        Settings settings = file.settings(function, environment);
        if (inOneRegion || settings.regions().size() < 2) {
            return Map.of(function, settings);
        }
        Map<String, Settings> regions = new LinkedHashMap<>();
        settings.regions().forEach(region -> regions.put(function + " (" + region + ")", settings.in(region)));
        return regions;
    }
}
