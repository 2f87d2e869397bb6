package io.github.lambdaci.testing;

import io.github.lambdaci.failure.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The writes of all fakes that share it, in their order; any of them can be made to fail. */
public final class Writes {
    private final List<String> done = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private int begun;
    private int failBefore;
    private int failAfter;
    private String lost = "";
    private boolean failedLater;
    private String interruptedBy = "";
    private Runnable interruption = () -> {};

    /** Makes the n-th write from now on, counted from 1, fail before it has changed anything. */
    public void failBefore(int n) {
        failBefore = begun + n;
    }

    /** Makes the n-th write from now on, counted from 1, fail although it was done, as when the answer is lost. */
    public void failAfter(int n) {
        failAfter = begun + n;
    }

    /** Does something, as somebody else would, just before the first write that begins so. */
    public void before(String beginning, Runnable action) {
        interruptedBy = beginning;
        interruption = action;
    }

    /** What was written, as in {@code upload s3://bucket/key}. */
    public synchronized List<String> done() {
        return List.copyOf(done);
    }

    /** The write whose answer was lost; empty if none was. */
    public String lost() {
        return lost;
    }

    /** Whether what failed was a write of what had been written before, as a lease is when it is given back. */
    public boolean failedLater() {
        return failedLater;
    }

    /** Forgets what was written and what was to fail. */
    public void clear() {
        done.clear();
        begun = 0;
        failBefore = 0;
        failAfter = 0;
    }

    /** The time, which goes on with every look at it. */
    public synchronized Instant now() {
        now = now.plusSeconds(1);
        return now;
    }

    /** Lets time go by. */
    public void pass(Duration duration) {
        now = now.plus(duration);
    }

    <T> T perform(String what, Supplier<T> write) {
        // Whoever interrupts may write too, with threads of its own.
        interruption(what).run();
        return performed(what, write);
    }

    private synchronized Runnable interruption(String what) {
        if (interruptedBy.isEmpty() || !what.startsWith(interruptedBy)) {
            return () -> {};
        }
        interruptedBy = "";
        return interruption;
    }

    private synchronized <T> T performed(String what, Supplier<T> write) {
        begun++;
        if (begun == failBefore || begun == failAfter) {
            failedLater = done.contains(what);
        }
        if (begun == failBefore) {
            throw new AwsException("write " + begun + " was made to fail: " + what, "run again");
        }
        T result = write.get();
        done.add(what);
        if (begun == failAfter) {
            lost = what;
            throw new AwsException("the answer to write " + begun + " was lost: " + what, "run again");
        }
        return result;
    }
}
