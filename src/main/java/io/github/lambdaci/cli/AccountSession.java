package io.github.lambdaci.cli;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.announcement.Announcer;
import io.github.lambdaci.history.PruneLog;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.operation.OperationLog;
import io.github.lambdaci.pipeline.PipelineLog;
import java.util.function.Supplier;

/** What is open while a command works on an account. */
public interface AccountSession extends AutoCloseable {
    /** What there is in the account. */
    Account account();

    /** By which commands that change a function take turns. */
    Leases leases();

    /** Where the user is told what happens. */
    PipelineLog log();

    /** Announces what is live. */
    Announcer announcer(AnnouncementRequest request);

    /** Does something, and tells whoever wants to know if it fails. */
    <T> T telling(Supplier<T> work);

    /** Where the user is told how a rollback gets on. */
    RollbackLog rollbackLog();

    /** Where the user is told what a prune removes. */
    PruneLog pruneLog();

    /** Where the user is told of logs and invocations. */
    OperationLog operations();

    /** Removes everything that was made on this machine for the command. */
    @Override
    void close();
}
