package io.github.lambdaci.concurrent;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first needed, by whoever needs it first; others wait for that only. */
public final class Once<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    /** Makes nothing yet. */
    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    /** What was made; where making it failed, it is tried again. */
    public synchronized T get() {
        if (made == null) {
            made = Objects.requireNonNull(maker.get());
        }
        return made;
    }

    /** Whether anybody needed it. */
    public synchronized boolean isMade() {
        return made != null;
    }
}
