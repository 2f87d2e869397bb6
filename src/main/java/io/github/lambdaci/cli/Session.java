package io.github.lambdaci.cli;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import java.time.Duration;
import java.util.Optional;

/** What is open while a function is shipped and its logs are followed. */
public interface Session extends AutoCloseable {
    /** Ships the function. */
    Release ship();

    /** Announces what a release left live, if that is wanted. */
    void announce(Release release);

    /** Finds out what shipping the function would change, and changes nothing. */
    Plan plan();

    /** What shipping it would do, as far as that can be told while nothing is built. */
    Forecast forecast();

    /** What there is in the account. */
    Account account();

    /** Shows what the live version logs, until the time is over or the user interrupts. */
    void watch(Release release, Optional<Duration> atMost);

    /** Removes everything that was made on this machine for the run. */
    @Override
    void close();
}
