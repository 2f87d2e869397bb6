package io.github.lambdaci.aws;

import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first needed, by whoever needs it first; others wait for that only. */
final class Once<T> {
    private final Supplier<T> maker;
    private @Nullable T made;

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made == null) {
            made = Objects.requireNonNull(maker.get());
        }
        return made;
    }

    synchronized boolean isMade() {
        return made != null;
    }
}
