package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.project.SourceVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The descriptions of versions and layers. Lambda allows 256 characters (API reference, PublishVersion). */
public final class Descriptions {
    private static final int MAX_LENGTH = 256;
    private static final Pattern FINGERPRINT = Pattern.compile("lambda-ci:([0-9a-f]{64})");

    private Descriptions() {}

    /** For a function version or an alias: the source version. */
    public static String ofVersion(SourceVersion sourceVersion) {
        return truncate(sourceVersion.value(), MAX_LENGTH);
    }

    /** For a layer version: the fingerprint of what is in it, and the source version. */
    public static String ofLayer(Sha256 fingerprint, SourceVersion sourceVersion) {
        String mark = " " + ofLayer(fingerprint);
        return truncate(sourceVersion.value(), MAX_LENGTH - mark.length()) + mark;
    }

    /** For a layer version that somebody else publishes: the same for the same dependencies, whatever they are shipped with. */
    public static String ofLayer(Sha256 fingerprint) {
        return "lambda-ci:" + fingerprint;
    }

    /** The fingerprint in the description of a layer version, if it is one of lambda-ci's. */
    public static Optional<Sha256> fingerprint(String layerDescription) {
        Matcher matcher = FINGERPRINT.matcher(layerDescription);
        return matcher.find() ? Optional.of(new Sha256(matcher.group(1))) : Optional.empty();
    }

    private static String truncate(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }
}
