package io.github.lambdaci.notification;

import io.github.lambdaci.failure.LambdaCiException;

/** A way to those who want to know. */
public interface Channel {
    /** Its name in warnings, with nothing secret in it. */
    String name();

    /**
     * Delivers a message, or gives up within seconds.
     *
     * @throws LambdaCiException if the message was not taken; it says by what
     */
    void deliver(Message message);
}
