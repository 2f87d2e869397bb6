package io.github.lambdaci.permissions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IAM policy with the rights that some commands need.
 *
 * @param statements what it allows
 */
public record Policy(List<Statement> statements) {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /**
     * A statement that allows something.
     *
     * @param id its name
     * @param actions what may be done
     * @param resources on what
     * @param keyPrefixes the beginnings of keys that may be listed; empty for no condition
     */
    public record Statement(String id, List<String> actions, List<String> resources, List<String> keyPrefixes) {}

    /**
     * The rights that are needed.
     *
     * @param needs for what
     * @param names what the places in the resources stand for
     */
    public static Policy of(Set<Need> needs, Map<String, String> names) {
        Map<Resource, Set<String>> actions = new EnumMap<>(Resource.class);
        Rights.ALL.stream()
                .filter(right -> !Collections.disjoint(right.needs(), needs))
                .forEach(right -> actions.computeIfAbsent(right.on(), on -> new TreeSet<>())
                        .add(right.action()));
        List<Statement> statements = new ArrayList<>();
        actions.forEach((resource, allowed) -> statements.add(new Statement(
                id(resource),
                List.copyOf(allowed),
                resource.templates().stream()
                        .map(template -> filled(template, names))
                        .toList(),
                resource.keyPrefixes())));
        return new Policy(List.copyOf(statements));
    }

    /** In the only form that IAM allows, letters and digits. */
    private static String id(Resource resource) {
        StringBuilder id = new StringBuilder();
        for (String word : resource.name().split("_", -1)) {
            id.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
        }
        return id.toString();
    }

    private static String filled(String template, Map<String, String> names) {
        return PLACE.matcher(template).replaceAll(place -> {
            String name = names.get(place.group(1));
            if (name == null) {
                throw new IllegalArgumentException("there is no " + place.group(1) + " for " + template);
            }
            return Matcher.quoteReplacement(name);
        });
    }
}
