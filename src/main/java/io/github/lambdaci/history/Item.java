package io.github.lambdaci.history;

/**
 * Something that was looked at, and what became of it.
 *
 * @param thing what it is
 * @param fate what became of it
 */
public record Item<T>(T thing, Fate fate) {
    /** Whether it is gone, or would be. */
    public boolean isGone() {
        return fate instanceof Fate.Removed || fate instanceof Fate.Doomed;
    }
}
