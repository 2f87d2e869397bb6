package io.github.lambdaci.runtime;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * When AWS deprecates a runtime and when it stops taking updates for it.
 *
 * <p>Source: the runtime deprecation table of the Lambda developer guide. The dates have moved often, so they only
 * ever make a warning.
 */
record RuntimeSchedule(String runtime, LocalDate deprecated, LocalDate updatesBlocked) {
    private static final List<RuntimeSchedule> ALL = List.of(
            of("python3.9", "2025-12-15", "2027-03-03"),
            of("python3.10", "2026-10-31", "2027-03-03"),
            of("python3.11", "2027-06-30", "2027-08-31"),
            of("python3.12", "2028-10-31", "2029-01-10"),
            of("python3.13", "2029-06-30", "2029-08-31"),
            of("python3.14", "2029-06-30", "2029-08-31"),
            of("nodejs18.x", "2025-09-01", "2027-03-03"),
            of("nodejs20.x", "2026-04-30", "2027-03-03"),
            of("nodejs22.x", "2027-04-30", "2027-07-01"),
            of("nodejs24.x", "2028-04-30", "2028-07-01"),
            of("java8.al2", "2027-06-30", "2027-08-31"),
            of("java11", "2027-06-30", "2027-08-31"),
            of("java17", "2027-06-30", "2027-08-31"),
            of("java8.al2023", "2029-06-30", "2029-08-31"),
            of("java11.al2023", "2029-06-30", "2029-08-31"),
            of("java17.al2023", "2029-06-30", "2029-08-31"),
            of("java21", "2029-06-30", "2029-08-31"),
            of("java25", "2029-06-30", "2029-08-31"),
            of("ruby3.3", "2027-03-31", "2027-05-31"),
            of("ruby3.4", "2028-03-31", "2028-05-31"),
            of("ruby4.0", "2029-03-31", "2029-05-31"),
            of("dotnet8", "2026-11-10", "2027-03-03"),
            of("dotnet10", "2028-11-14", "2029-01-15"),
            of("provided.al2", "2026-07-31", "2027-03-03"),
            of("provided.al2023", "2029-06-30", "2029-08-31"));

    private static RuntimeSchedule of(String runtime, String deprecated, String updatesBlocked) {
        return new RuntimeSchedule(runtime, LocalDate.parse(deprecated), LocalDate.parse(updatesBlocked));
    }

    static Optional<RuntimeSchedule> of(String runtime) {
        return ALL.stream().filter(entry -> entry.runtime.equals(runtime)).findFirst();
    }

    Optional<String> warning(LocalDate today) {
        if (today.isBefore(deprecated)) {
            return Optional.empty();
        }
        return Optional.of("runtime " + runtime + " is deprecated since " + deprecated
                + "; AWS stops taking updates of its functions on " + updatesBlocked);
    }
}
