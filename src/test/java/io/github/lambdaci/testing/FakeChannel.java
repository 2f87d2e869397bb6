package io.github.lambdaci.testing;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.notification.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** A channel in memory that can refuse, or hold what it is given. */
public final class FakeChannel implements Channel {
    private final String name;
    private final List<Message> messages = new ArrayList<>();
    private int handedOver;
    private Optional<RuntimeException> refusal = Optional.empty();
    private Optional<CountDownLatch> gate = Optional.empty();

    /** One that takes everything. */
    public FakeChannel(String name) {
        this.name = name;
    }

    /** One that is not there. */
    public static FakeChannel missing(String name) {
        FakeChannel channel = new FakeChannel(name);
        channel.refuse(new AwsException("telling " + name + " failed: it is not there", "check its name"));
        return channel;
    }

    /** From now on, everything is refused. */
    public synchronized void refuse(RuntimeException why) {
        refusal = Optional.of(why);
    }

    /** From now on, everything is taken again. */
    public synchronized void takeAgain() {
        refusal = Optional.empty();
    }

    /** Waits until so many messages were handed over, whether or not they got there. */
    public synchronized void awaitHandedOver(int messages) throws InterruptedException {
        while (handedOver < messages) {
            wait();
        }
    }

    /** From now on, everything is held until this is open. */
    public synchronized void hold(CountDownLatch until) {
        gate = Optional.of(until);
    }

    /** The titles of the messages that got there. */
    public synchronized List<String> titles() {
        return messages.stream().map(Message::title).toList();
    }

    /** The messages that got there. */
    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void deliver(Message message) {
        try {
            CountDownLatch until;
            synchronized (this) {
                handedOver++;
                notifyAll();
                until = gate.orElseGet(() -> new CountDownLatch(0));
            }
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        synchronized (this) {
            refusal.ifPresent(why -> {
                throw why;
            });
            messages.add(message);
        }
    }
}
