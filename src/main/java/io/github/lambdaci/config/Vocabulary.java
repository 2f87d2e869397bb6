package io.github.lambdaci.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The settings that there are, and which of them somebody may have meant. */
public final class Vocabulary {
    /** What others call it, or what comes to mind first. */
    private static final Map<String, String> EVERYDAY = Map.ofEntries(
            Map.entry("bucket", "app-s3-bucket"),
            Map.entry("s3-bucket", "app-s3-bucket"),
            Map.entry("source", "app-src-path"),
            Map.entry("source-path", "app-src-path"),
            Map.entry("src", "app-src-path"),
            Map.entry("path", "app-src-path"),
            Map.entry("code", "app-src-path"),
            Map.entry("descriptor", "app-packages-descriptor-path"),
            Map.entry("requirements", "app-packages-descriptor-path"),
            Map.entry("dependencies", "app-packages-descriptor-path"),
            Map.entry("alias", "function-alias-name"),
            Map.entry("layer", "function-layer-name"),
            Map.entry("name", "function-name"),
            Map.entry("runtime", "function-runtime"),
            Map.entry("profile", "aws-profile-name"),
            Map.entry("aws-profile", "aws-profile-name"),
            Map.entry("region", "aws-region"),
            Map.entry("role", "aws-role-arn"),
            Map.entry("role-arn", "aws-role-arn"),
            Map.entry("assume-role", "aws-role-arn"),
            Map.entry("build", "build-command"),
            Map.entry("command", "build-command"),
            Map.entry("image", "build-docker-image"),
            Map.entry("payload", "smoke-payload"),
            Map.entry("smoke", "smoke-payload"),
            Map.entry("canary", "shift"),
            Map.entry("alarms", "alarm"),
            Map.entry("version", "source-version"),
            Map.entry("webhook", "notify-webhook"),
            Map.entry("lock", "lock-timeout"),
            Map.entry("pattern", "function-name-pattern"),
            Map.entry("name-pattern", "function-name-pattern"),
            Map.entry("depends-on", "after"),
            Map.entry("needs", "after"),
            Map.entry("inherits", "extends"),
            Map.entry("from", "extends"),
            Map.entry("targets", "waves"),
            Map.entry("wait", "pause"),
            Map.entry("bake", "pause"),
            Map.entry("default", "defaults"),
            Map.entry("lambdas", "functions"),
            Map.entry("stages", "environments"),
            Map.entry("envs", "environments"));

    private final Map<String, Key> keys = new LinkedHashMap<>();

    /** Knows these. */
    public Vocabulary(Collection<Key> keys) {
        keys.forEach(key -> this.keys.put(key.name(), key));
    }

    /** All of them, in the order of help. */
    public List<Key> keys() {
        return List.copyOf(keys.values());
    }

    /** The key of this name. */
    Optional<Key> find(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    /** The known word that somebody may have meant. */
    static Optional<String> nearest(String word, Collection<String> known) {
        String plain = plain(word);
        Optional<String> everyday = Optional.ofNullable(EVERYDAY.get(plain)).filter(known::contains);
        return known.contains(plain) ? Optional.of(plain) : everyday.or(() -> similar(plain, known));
    }

    /** As on the command line, in a variable or in a program: {@code --app-src-path}, {@code APP_SRC_PATH}, {@code appSrcPath}. */
    private static String plain(String word) {
        String separated =
                word.equals(word.toUpperCase(Locale.ROOT)) ? word : word.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-");
        return separated.toLowerCase(Locale.ROOT).replace('_', '-').replaceFirst("^-+", "");
    }

    private static Optional<String> similar(String word, Collection<String> known) {
        int most = Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= most || isBeginning(word, candidate))
                .min(Comparator.comparingInt((String candidate) -> distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isBeginning(String word, String candidate) {
        return Math.min(word.length(), candidate.length()) > 2
                && (word.startsWith(candidate) || candidate.startsWith(word));
    }

    /** How many letters have to be changed, added, removed or swapped (optimal string alignment). */
    private static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : least(steps, from, to, i, j);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int least(int[][] steps, String from, String to, int i, int j) {
        int changed = steps[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        int least = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
