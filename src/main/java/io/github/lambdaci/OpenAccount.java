package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.announcement.Announcer;
import io.github.lambdaci.cli.AccountSession;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.history.PruneLog;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.operation.OperationLog;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An account that was opened for a command.
 *
 * @param account what there is in it
 * @param leases by which commands that change a function take turns
 * @param log what the user is told
 * @param announcers by which what is live is announced
 * @param telling by which others are told of what is done
 * @param resources what is closed with it
 */
record OpenAccount(
        Account account,
        Leases leases,
        ConsoleLog log,
        Function<AnnouncementRequest, Announcer> announcers,
        Telling telling,
        Resources resources)
        implements AccountSession {
    @Override
    public OperationLog operations() {
        return log.operations();
    }

    @Override
    public Announcer announcer(AnnouncementRequest request) {
        return announcers.apply(request);
    }

    @Override
    public <T> T telling(Supplier<T> work) {
        return telling.of(work);
    }

    @Override
    public RollbackLog rollbackLog() {
        return log.rollingBack();
    }

    @Override
    public PruneLog pruneLog() {
        return log.pruning();
    }

    @Override
    public void close() {
        resources.close();
    }
}
