package io.github.lambdaci.account;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The ARN of a layer version.
 *
 * @param layerArn the layer's own ARN, without the version
 * @param version the version's number
 */
public record LayerVersionArn(String layerArn, long version) {
    private static final Pattern FORM = Pattern.compile("(arn:[^:]+:lambda:[^:]*:[^:]*:layer:[^:]+):(\\d+)");

    /** Reads an ARN as Lambda writes it. */
    public static LayerVersionArn of(String arn) {
        Matcher matcher = FORM.matcher(arn);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + arn + "' is not the ARN of a layer version");
        }
        return new LayerVersionArn(matcher.group(1), Long.parseLong(matcher.group(2)));
    }

    /** The layer's name. */
    public String layerName() {
        return layerArn.substring(layerArn.lastIndexOf(':') + 1);
    }

    // Written out for the sake of each start, as in Sha256.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof LayerVersionArn arn && layerArn.equals(arn.layerArn) && version == arn.version;
    }

    @Override
    public int hashCode() {
        return 31 * layerArn.hashCode() + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return layerArn + ":" + version;
    }
}
