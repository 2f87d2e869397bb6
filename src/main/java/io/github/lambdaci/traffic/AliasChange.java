package io.github.lambdaci.traffic;

import io.github.lambdaci.account.AliasRoute;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.AwsException;
import java.util.Optional;

/** Routes an alias, and knows its own change again where the answer to it was lost. */
final class AliasChange {
    private final LambdaAliases aliases;

    AliasChange(LambdaAliases aliases) {
        this.aliases = aliases;
    }

    /** Routes an alias, and waits until its traffic goes that way. */
    LiveAlias route(AliasRoute route, Optional<LiveAlias> current) {
        return aliases.settled(route, pointed(route, current));
    }

    /** The same, but looks for the traffic beside what the caller does next. */
    Arrival begin(AliasRoute route, Optional<LiveAlias> current, Together together) {
        LiveAlias pointed = pointed(route, current);
        return new Arrival(
                together.start(
                        "looking where alias '" + route.alias() + "' sends traffic",
                        () -> aliases.ifSettled(route, pointed)),
                () -> aliases.settled(route, pointed));
    }

    private LiveAlias pointed(AliasRoute route, Optional<LiveAlias> current) {
        try {
            return aliases.point(route, current);
        } catch (AwsException e) {
            return found(route).orElseThrow(() -> e);
        }
    }

    /** The alias, if it is where it was to go: a change whose answer is lost is refused when it is sent again. */
    private Optional<LiveAlias> found(AliasRoute route) {
        try {
            return aliases.alias(route.version().functionName(), route.alias()).filter(route::leadsTo);
        } catch (AwsException e) {
            return Optional.empty();
        }
    }
}
