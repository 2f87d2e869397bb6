package io.github.lambdaci.account;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a function, or {@code $LATEST}, as Lambda has it.
 *
 * @param functionArn the function's ARN, without a qualifier
 * @param version a number, or {@code $LATEST}
 * @param runtime what runs it
 * @param architecture what it runs on
 * @param codeSha256 the hash of its zip
 * @param layers its layers, in their order
 * @param settings a hash of the rest of its configuration that a version freezes, such as memory and environment
 * @param revisionId changes with every change of the function
 * @param logGroup the CloudWatch log group that it writes to
 */
public record FunctionVersion(
        String functionArn,
        String version,
        LambdaRuntime runtime,
        Architecture architecture,
        Sha256 codeSha256,
        List<LayerVersionArn> layers,
        Sha256 settings,
        String revisionId,
        String logGroup) {
    private static final String LATEST = "$LATEST";

    /** Whether it is a version that never changes again, and not {@code $LATEST}. */
    public boolean isPublished() {
        return !version.equals(LATEST);
    }

    /** The function's name. */
    public String functionName() {
        return functionArn.substring(functionArn.lastIndexOf(':') + 1);
    }

    /** The ARN with the version. */
    public String versionArn() {
        return functionArn + ":" + version;
    }

    /** The ARN that a layer of this name has in the function's account and region, without a version. */
    public String layerArn(String layerName) {
        String account = functionArn.substring(0, functionArn.indexOf(":function:"));
        return account + ":layer:" + layerName;
    }

    // Written out for the sake of each start, as in Sha256.
    private List<Object> parts() {
        return List.of(functionArn, version, runtime, architecture, codeSha256, layers, settings, revisionId, logGroup);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FunctionVersion that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** Whether both would behave alike: same code, same layers, same settings. */
    public boolean behavesLike(FunctionVersion other) {
        return codeSha256.equals(other.codeSha256) && layers.equals(other.layers) && settings.equals(other.settings);
    }
}
