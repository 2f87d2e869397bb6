package io.github.lambdaci.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that what the parts of a file name is there, and that nothing leads back to itself. */
final class References {
    private References() {}

    static void check(ConfigFile file) {
        file.functionNames()
                .forEach(name ->
                        file.function(name).after().forEach(named -> known(named, "function", file.functionNames())));
        file.environmentNames()
                .forEach(name -> file.environment(name)
                        .base()
                        .ifPresent(named -> known(named, "environment", file.environmentNames())));
        file.environmentNames().forEach(name -> refuseWavesToNowhere(file.environment(name), file));
        Set<String> done = new HashSet<>();
        file.functionNames().forEach(name -> follow(name, new LinkedHashSet<>(), done, file));
        file.environmentNames().forEach(name -> chain(name, file));
    }

    private static void refuseWavesToNowhere(EnvironmentEntry environment, ConfigFile file) {
        environment.waves().stream()
                .flatMap(wave -> wave.environments().stream())
                .forEach(named -> {
                    known(named, "environment", file.environmentNames());
                    if (!file.environment(named.name()).waves().isEmpty()) {
                        throw named.place()
                                .refuses(
                                        "environment '" + named.name() + "' has waves of its own",
                                        "name environments that are places: functions cannot be shipped to waves of waves");
                    }
                });
    }

    private static void known(FunctionEntry.Named named, String what, Set<String> known) {
        if (!known.contains(named.name())) {
            throw ConfigReader.unknown(named.place(), what, named.name(), known);
        }
    }

    /** Follows {@code after} from a function, and refuses to come back to one on the way. */
    private static void follow(String name, Set<String> way, Set<String> done, ConfigFile file) {
        if (done.contains(name)) {
            return;
        }
        way.add(name);
        for (FunctionEntry.Named next : file.function(name).after()) {
            if (way.contains(next.name())) {
                throw next.place()
                        .refuses(
                                "after goes round in a circle: " + circle(way, next.name()),
                                "leave out one of them: a function cannot be shipped before itself");
            }
            follow(next.name(), way, done, file);
        }
        way.remove(name);
        done.add(name);
    }

    private static String circle(Set<String> way, String name) {
        List<String> names =
                way.stream().dropWhile(one -> !one.equals(name)).collect(Collectors.toCollection(ArrayList::new));
        names.add(name);
        return String.join(" after ", names);
    }

    /** An environment and those that it extends, the nearest first. */
    static List<EnvironmentEntry> chain(String name, ConfigFile file) {
        List<EnvironmentEntry> chain = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>(Set.of(name));
        EnvironmentEntry environment = file.environment(name);
        chain.add(environment);
        while (environment.base().isPresent()) {
            FunctionEntry.Named base = environment.base().get();
            if (!seen.add(base.name())) {
                throw base.place()
                        .refuses(
                                "environments extend one another in a circle: " + String.join(" extends ", seen)
                                        + " extends " + base.name(),
                                "leave out one 'extends'");
            }
            environment = file.environment(base.name());
            chain.add(environment);
        }
        return chain;
    }
}
