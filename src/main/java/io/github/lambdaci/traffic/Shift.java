package io.github.lambdaci.traffic;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** How an alias's traffic moves from one version to another. */
public sealed interface Shift {
    /** All of it, at once. */
    record AllAtOnce() implements Shift {}

    /**
     * A part of it for a while, and then all of it.
     *
     * @param percent the part, between 0 and 100
     * @param interval how long
     */
    record Canary(BigDecimal percent, Duration interval) implements Gradual {
        @Override
        public List<BigDecimal> steps() {
            return List.of(percent);
        }
    }

    /**
     * One part after the other.
     *
     * @param percent the size of a part, between 0 and 100
     * @param interval how long until the next
     */
    record Linear(BigDecimal percent, Duration interval) implements Gradual {
        @Override
        public List<BigDecimal> steps() {
            return Stream.iterate(percent, step -> step.compareTo(ALL) < 0, step -> step.add(percent))
                    .toList();
        }
    }

    /**
     * As CodeDeploy does it.
     *
     * @param application the application
     * @param group its deployment group, which says how
     */
    record CodeDeploy(String application, String group) implements Shift {}

    /** A shift in steps. */
    sealed interface Gradual extends Shift permits Canary, Linear {
        /** Hundred percent. */
        BigDecimal ALL = BigDecimal.valueOf(100);

        /** The new version's percentages, one after the other, without the last, which is all. */
        List<BigDecimal> steps();

        /** How long each step lasts. */
        Duration interval();

        /** How long all steps last together. */
        default Duration length() {
            return interval().multipliedBy(steps().size());
        }
    }
}
