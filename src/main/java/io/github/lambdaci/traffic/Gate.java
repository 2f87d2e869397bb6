package io.github.lambdaci.traffic;

import java.util.Optional;

/** What a version waits for that becomes live together with others, or not at all. */
public interface Gate {
    /** For a version that waits for nobody. */
    Gate OPEN = new Gate() {
        @Override
        public Optional<String> awaitMove() {
            return Optional.empty();
        }

        @Override
        public Optional<String> objection() {
            return Optional.empty();
        }

        @Override
        public Optional<String> awaitStay() {
            return Optional.empty();
        }
    };

    /**
     * Waits until the traffic may move.
     *
     * @return whose failure is in the way, if it may not
     */
    Optional<String> awaitMove();

    /** Whose failure is in the way, if that is known while the traffic moves. */
    Optional<String> objection();

    /**
     * Waits until it is certain that the traffic that moved stays.
     *
     * @return because of whose failure it is to go back, if it is
     */
    Optional<String> awaitStay();
}
