package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.cli.AccountSession;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.operation.OperationLog;

/**
 * An account that was opened for a command.
 *
 * @param account what there is in it
 * @param leases by which commands that change a function take turns
 * @param log what the user is told
 * @param resources what is closed with it
 */
record OpenAccount(Account account, Leases leases, ConsoleLog log, Resources resources) implements AccountSession {
    @Override
    public OperationLog operations() {
        return log.operations();
    }

    @Override
    public RollbackLog rollbackLog() {
        return log.rollingBack();
    }

    @Override
    public void close() {
        resources.close();
    }
}
