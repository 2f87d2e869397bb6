package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import java.util.List;

/** Published versions of Lambda functions. Every method throws {@link AwsException} if Lambda refuses or cannot be reached. */
public interface LambdaVersions {
    /** All published versions of a function, oldest first, without {@code $LATEST}. */
    List<PublishedVersion> versions(String function);

    /**
     * Deletes a published version; one that is gone already is no failure.
     *
     * @param version its number
     * @return {@link Removal#STILL_USED} if Lambda keeps it because an alias uses it
     */
    Removal delete(String function, String version);
}
