package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers and names as people read them, the same in every locale. */
final class Wording {
    private static final Pattern COMMIT = Pattern.compile("([0-9a-f]{12})[0-9a-f]{28}(-dirty)?");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int HASH_DIGITS = 12;
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB");

    private Wording() {}

    /** Decimal units, as Lambda's limits are told in, with one digit after the point below 10. */
    static String bytes(long bytes) {
        return bytes(bytes, 9.95);
    }

    /** The same with one digit after the point, however many are before it. */
    static String preciseBytes(long bytes) {
        return bytes(bytes, Double.MAX_VALUE);
    }

    private static String bytes(long bytes, double preciseBelow) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double value = bytes / 1000.0;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.size() - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, value < preciseBelow ? "%.1f %s" : "%.0f %s", value, UNITS.get(unit));
    }

    static String duration(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (duration.toMillis() < 9950) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min" + rest(seconds % 60, " s")
                : seconds / 3600 + " h" + rest(seconds % 3600 / 60, " min");
    }

    private static String rest(long number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    /** As in {@code a, b and c}. */
    static String and(List<String> names) {
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }

    /** In what two versions of a function differ. */
    static String differences(FunctionVersion one, FunctionVersion other) {
        List<String> differences = new ArrayList<>();
        if (!one.codeSha256().equals(other.codeSha256())) {
            differences.add("code");
        }
        if (!one.layers().equals(other.layers())) {
            differences.add("layers");
        }
        if (!one.settings().equals(other.settings())) {
            differences.add("settings");
        }
        return and(differences);
    }

    /** Layer versions by their names and numbers. */
    static String names(List<LayerVersionArn> layers) {
        return layers.isEmpty()
                ? "none"
                : String.join(", ", layers.stream().map(Wording::name).toList());
    }

    static String name(LayerVersionArn layer) {
        return layer.layerName() + ":" + layer.version();
    }

    /** A version by its number, or {@code $LATEST}. */
    static String version(FunctionVersion version) {
        return (version.isPublished() ? "version " : "") + version.version();
    }

    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** As in {@code qa: version 7 of orders-qa}. */
    static String provenance(Provenance from) {
        return StageLines.visible(from.environment()) + ": version " + from.version() + " of " + from.functionName();
    }

    /** Commits by their first digits; everything else as it is. */
    static String sourceVersion(String version) {
        Matcher commit = COMMIT.matcher(version);
        return commit.matches() ? commit.group(1) + (commit.group(2) == null ? "" : commit.group(2)) : version;
    }

    /** The first few of many names. */
    static String some(List<String> names, int atMost) {
        // One more name is as short as "and 1 more".
        if (names.size() <= atMost + 1) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, atMost)) + " and " + (names.size() - atMost) + " more";
    }

    /** As in "a, b or c". */
    static String alternatives(List<String> names) {
        int last = names.size() - 1;
        return last < 1 ? String.join("", names) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    /** A descriptor, who reads it, and why. */
    static String descriptor(Descriptor descriptor) {
        String sign = descriptor.sign();
        String why = "";
        if (sign.startsWith("--")) {
            why = ", as " + sign + " says";
        } else if (!sign.equals(descriptor.fileName())) {
            why = ", as there is " + sign;
        }
        return descriptor.fileName() + " (" + descriptor.manager().name() + why + ")";
    }

    /** A time, to the second, in UTC. */
    static String time(Instant time) {
        return TIME.format(time);
    }

    /** The first digits of a hash. */
    static String hash(Sha256 hash) {
        return hash(hash.hex());
    }

    /** The first digits of a hash. */
    static String hash(String digits) {
        return digits.substring(0, Math.min(HASH_DIGITS, digits.length()));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.4g", share * 100).replaceFirst("\\.?0+$", "") + " %";
    }

    /** Where an artifact is, and its size. */
    static String place(StoredArtifact artifact) {
        return artifact.key() + " (" + bytes(artifact.bytes()) + ")";
    }
}
