package io.github.lambdaci.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How functions of a repository are called in AWS, as far as names tell.
 *
 * @param environments environments that are part of names, with what functions are called there
 * @param pattern what functions are called apart from that, if not by their own names
 */
record NamesInAws(Map<String, String> environments, Optional<String> pattern) {
    private static final String FUNCTION = "{function}";
    private static final Pattern ENVIRONMENT = Pattern.compile(
            "(?:^|[-_}])(dev|development|test|testing|qa|int|stage|staging|preprod|prod|production|live)(?:$|[-_{])");

    /**
     * Compares names.
     *
     * @param functions of the repository
     * @param inAws of the account
     */
    static NamesInAws of(Collection<String> functions, Collection<String> inAws) {
        Map<String, Integer> patterns = new TreeMap<>();
        for (String name : inAws) {
            functions.stream()
                    .filter(function -> isIn(function, name))
                    .max(Comparator.comparingInt(String::length))
                    .ifPresent(function -> patterns.merge(name.replace(function, FUNCTION), 1, Integer::sum));
        }
        // The more functions it fits, the less is it chance.
        List<String> best = patterns.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
        Map<String, String> environments = new TreeMap<>();
        best.forEach(pattern -> environment(pattern).ifPresent(name -> environments.putIfAbsent(name, pattern)));
        return new NamesInAws(
                environments,
                best.stream()
                        .filter(pattern -> environment(pattern).isEmpty())
                        .findFirst()
                        .filter(pattern -> !pattern.equals(FUNCTION)));
    }

    private static boolean isIn(String function, String name) {
        return Pattern.compile("(?:^|[-_])" + Pattern.quote(function) + "(?:$|[-_])")
                .matcher(name)
                .find();
    }

    private static Optional<String> environment(String pattern) {
        Matcher matcher = ENVIRONMENT.matcher(pattern);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
