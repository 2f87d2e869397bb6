package io.github.lambdaci.endtoend;

import io.github.lambdaci.endtoend.HttpMessages.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Remembers what a run asked of AWS, and can hold one of its calls until a test has seen enough. */
final class HeldCalls implements FaultProxy.Observer {
    private final String run;
    private final List<String> log;
    private final List<Request> requests = new ArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private String held = "";

    /**
     * Begins.
     *
     * @param run the run's name
     * @param log takes the name of the run with each write that it did; several runs may share it
     */
    HeldCalls(String run, List<String> log) {
        this.run = run;
        this.log = log;
    }

    /** Holds the first call of an operation before AWS hears of it. */
    HeldCalls holding(String operation) {
        held = operation;
        return this;
    }

    /** Returns when that call has come. */
    void awaitHeld() throws InterruptedException {
        reached.await();
    }

    /** Lets it pass. */
    void release() {
        released.countDown();
    }

    /** All that was asked. */
    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void forwarding(Request request) {
        if (request.operation().name().equals(held)) {
            reached.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized void answered(Request request, String answer) {
        requests.add(request);
        AwsOperation operation = request.operation();
        // Whoever comes in vain for the lease writes nothing; what is kept by its fingerprint changes nothing for
        // anybody.
        boolean changes = operation.isWrite() && !operation.subject().startsWith("packages/");
        if (changes && answer.startsWith("HTTP/1.1 2")) {
            log.add(run + " " + operation);
        }
    }
}
