package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.VersionCheckException;
import java.nio.file.Path;
import java.util.List;

/**
 * Lambda's functions.
 *
 * <p>Every change waits until Lambda has settled before and after it, and fails with Lambda's reason if an update
 * failed. Every method throws {@link AwsException} if Lambda refuses, fails or cannot be reached, among others when
 * the function is not at the given revision any more.
 */
public interface LambdaFunctions {
    /**
     * What {@code $LATEST} is, once it has settled.
     *
     * @throws ProjectException if there is no such function, or it is none that lambda-ci can ship
     */
    FunctionVersion latest(String function);

    /**
     * What a published version is.
     *
     * @throws AwsException if there is no such version
     */
    FunctionVersion version(String function, String version);

    /**
     * What {@code $LATEST} is just now: waits for nothing, and a failed update is an answer.
     *
     * @throws ProjectException if there is no such function, or it is none that lambda-ci can ship
     */
    LatestState state(String function);

    /**
     * A published version once it can be invoked; one that Lambda has put to sleep is woken.
     *
     * @throws AwsException if there is no such version
     * @throws VersionCheckException if it cannot be invoked
     */
    FunctionVersion ready(String function, String version);

    /** Replaces the layers of {@code $LATEST}, which must still be at its revision. */
    FunctionVersion updateLayers(FunctionVersion latest, List<LayerVersionArn> layers);

    /** Replaces the code of {@code $LATEST}, which must still be at its revision. */
    FunctionVersion updateCode(FunctionVersion latest, StoredArtifact code);

    /**
     * Publishes {@code $LATEST}, which must still be at its revision, and waits until the version can be invoked. If
     * nothing has changed since the last version, that one is returned.
     *
     * @throws VersionCheckException if Lambda could not start the version
     */
    FunctionVersion publishVersion(FunctionVersion latest, String description);

    /**
     * Downloads the zip of a version's code, and checks that it is the one. Shipping does not need the right to do so.
     *
     * @param target a file that is not there yet
     */
    void download(FunctionVersion version, Path target);

    /**
     * How large the code and the layers of a function may be together, unzipped, in bytes.
     *
     * @param wanted how large they are: what every account allows is not asked for
     */
    long unzippedLimit(long wanted);
}
