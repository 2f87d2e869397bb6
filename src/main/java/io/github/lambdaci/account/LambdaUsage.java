package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import java.util.List;
import java.util.Optional;

/**
 * What uses what in an account and region. Every method throws {@link AwsException} if Lambda refuses or cannot be
 * reached.
 */
public interface LambdaUsage {
    /** The names of all functions, in no particular order. */
    List<String> functions();

    /** Every version of every function, with {@code $LATEST}. */
    List<UsedVersion> everyVersion();

    /** What uses versions of a function by their numbers, besides aliases. */
    List<VersionUse> uses(String function);

    /** The room that is taken; nothing if these credentials may not read it. */
    Optional<CodeStorage> codeStorage();
}
