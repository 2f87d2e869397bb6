package io.github.lambdaci.cli;

import io.github.lambdaci.config.ConfigFile;
import io.github.lambdaci.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where functions are shipped to: each to its regions, one after another, and after the functions that it is to come after. */
final class FleetPlaces {
    private final ConfigFile file;
    private final Optional<String> environment;
    private final boolean inOneRegion;
    private final Map<String, List<Place>> places = new LinkedHashMap<>();

    /**
     * Knows none yet.
     *
     * @param inOneRegion whether the command line names the region
     */
    FleetPlaces(ConfigFile file, Optional<String> environment, boolean inOneRegion) {
        this.file = file;
        this.environment = environment;
        this.inOneRegion = inOneRegion;
    }

    /**
     * A function in one region.
     *
     * @param name the function's name in the file, with the region where it has several
     * @param after what comes before it
     * @param settings what counts for it
     * @param oneOfSeveral whether it is in other regions too
     */
    record Place(String name, List<String> after, Settings settings, boolean oneOfSeveral) {}

    /** Adds a function of the file. */
    void add(String function) {
        Settings settings = file.settings(function, environment);
        List<String> regions = settings.regions();
        List<Place> all = new ArrayList<>();
        if (inOneRegion || regions.size() < 2) {
            all.add(new Place(function, List.of(), settings, false));
        } else {
            regions.forEach(region -> all.add(new Place(name(function, region), List.of(), settings.in(region), true)));
        }
        places.put(function, all);
    }

    private static String name(String function, String region) {
        return function + " (" + region + ")";
    }

    /** All places, in the order of the file. */
    List<Place> all() {
        List<Place> all = new ArrayList<>();
        places.forEach((function, regions) -> {
            for (int index = 0; index < regions.size(); index++) {
                Place place = regions.get(index);
                List<String> after = new ArrayList<>(before(function));
                if (index > 0) {
                    after.add(regions.get(index - 1).name());
                }
                all.add(new Place(place.name(), after, place.settings(), place.oneOfSeveral()));
            }
        });
        return all;
    }

    private List<String> before(String function) {
        return file.before(function).stream()
                .flatMap(other -> places.getOrDefault(other, List.of()).stream())
                .map(Place::name)
                .toList();
    }
}
