package io.github.lambdaci.account;

import io.github.lambdaci.failure.AwsException;
import java.util.List;
import java.util.Optional;

/**
 * Lambda's aliases.
 *
 * <p>Every method throws {@link AwsException} if Lambda refuses, fails or cannot be reached, among others when an alias is
 * not at the given revision any more.
 */
public interface LambdaAliases {
    /** What an alias is, if there is one. */
    Optional<LiveAlias> alias(String function, String alias);

    /** All aliases of a function, by name. */
    List<NamedAlias> aliases(String function);

    /**
     * Routes an alias's traffic, and all of it: weights that the route does not name are cleared.
     *
     * @param current the alias as it was read, which it must still be; nothing to create it
     * @return the alias as it is now, to change it further
     */
    LiveAlias point(AliasRoute route, Optional<LiveAlias> current);

    /**
     * Waits until a routed alias sends its traffic just as it was told to: one with provisioned concurrency shares it
     * with the version before until the new one's instances are ready, by weights that nobody asked for.
     *
     * @param pointed the alias as {@link #point} returned it
     * @return the alias as it is now, to change it further
     */
    LiveAlias settled(AliasRoute route, LiveAlias pointed);

    /** The same without waiting; nothing if it does not do so yet. */
    Optional<LiveAlias> ifSettled(AliasRoute route, LiveAlias pointed);
}
