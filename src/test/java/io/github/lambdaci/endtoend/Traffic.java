package io.github.lambdaci.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** Users of a function: invoke its alias without pause, and hold each answer against what was live. */
final class Traffic implements AutoCloseable {
    private static final int USERS = 2;

    private final Account account;
    private final String function;
    private final LiveReleases live;
    private final List<Thread> users = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();
    private final TreeMap<String, Integer> answers = new TreeMap<>();
    private final AtomicLong count = new AtomicLong();
    private volatile boolean ended;

    Traffic(Account account, String function, LiveReleases live) {
        this.account = account;
        this.function = function;
        this.live = live;
        for (int user = 0; user < USERS; user++) {
            Thread thread = new Thread(this::useAgainAndAgain, "user-" + user);
            users.add(thread);
            thread.start();
        }
    }

    private void useAgainAndAgain() {
        while (!ended) {
            int begin = live.now();
            try {
                String answer = Site.answer(account.invoke(function));
                Set<String> right = live.since(begin);
                take(answer, right);
            } catch (RuntimeException | AssertionError e) {
                fail("no answer: " + e);
            }
        }
    }

    private synchronized void take(String answer, Set<String> right) {
        count.incrementAndGet();
        answers.merge(answer, 1, Integer::sum);
        if (!right.contains(answer)) {
            wrong.add("answered '" + answer + "' while live was " + right);
        }
    }

    private synchronized void fail(String what) {
        wrong.add(what);
    }

    /** Waits until what is live now has been used: of so many answers, some user has begun one since. */
    void awaitAnswersThatBeginNow() throws InterruptedException {
        long until = count.get() + 2 * USERS;
        while (count.get() < until && users.stream().anyMatch(Thread::isAlive)) {
            Thread.sleep(1);
        }
    }

    long answers() {
        return count.get();
    }

    /** How many different answers there were. */
    synchronized int releases() {
        return answers.size();
    }

    /** What was answered wrongly, or not at all. */
    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** No request is under way when it returns. */
    void end() {
        ended = true;
        for (Thread user : users) {
            try {
                user.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        end();
    }
}
