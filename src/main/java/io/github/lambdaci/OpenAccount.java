package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.cli.AccountSession;
import io.github.lambdaci.operation.OperationLog;
import io.github.lambdaci.pipeline.PipelineLog;

/**
 * An account that was opened for a command.
 *
 * @param account what there is in it
 * @param log what the user is told
 * @param operations what the user is told of logs and invocations
 * @param resources what is closed with it
 */
record OpenAccount(Account account, PipelineLog log, OperationLog operations, Resources resources)
        implements AccountSession {
    @Override
    public void close() {
        resources.close();
    }
}
