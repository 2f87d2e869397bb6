package io.github.lambdaci.plan;

import java.util.List;
import java.util.Optional;

/**
 * In what two contents differ.
 *
 * @param changes the differences by name; where the live content cannot be read, everything that would be shipped
 * @param unreadable why the live content cannot be read, if it cannot
 */
public record Difference<T>(List<T> changes, Optional<String> unreadable) {
    /** Two contents that were compared. */
    static <T> Difference<T> of(List<T> changes) {
        return new Difference<>(List.copyOf(changes), Optional.empty());
    }
}
