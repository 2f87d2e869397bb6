package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import java.util.List;

/** Published versions of Lambda functions. Every method throws {@link AwsException} if Lambda refuses or cannot be reached. */
public interface LambdaVersions {
    /** All published versions of a function, oldest first, without {@code $LATEST}. */
    List<PublishedVersion> versions(String function);
}
