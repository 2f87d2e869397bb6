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
record RuntimeSchedule(String runtime, String deprecated, String updatesBlocked) {
    private static final List<RuntimeSchedule> ALL = List.of(
            new RuntimeSchedule("python3.9", "2025-12-15", "2027-03-03"),
            new RuntimeSchedule("python3.10", "2026-10-31", "2027-03-03"),
            new RuntimeSchedule("python3.11", "2027-06-30", "2027-08-31"),
            new RuntimeSchedule("python3.12", "2028-10-31", "2029-01-10"),
            new RuntimeSchedule("python3.13", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("python3.14", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("nodejs18.x", "2025-09-01", "2027-03-03"),
            new RuntimeSchedule("nodejs20.x", "2026-04-30", "2027-03-03"),
            new RuntimeSchedule("nodejs22.x", "2027-04-30", "2027-07-01"),
            new RuntimeSchedule("nodejs24.x", "2028-04-30", "2028-07-01"),
            new RuntimeSchedule("java8.al2", "2027-06-30", "2027-08-31"),
            new RuntimeSchedule("java11", "2027-06-30", "2027-08-31"),
            new RuntimeSchedule("java17", "2027-06-30", "2027-08-31"),
            new RuntimeSchedule("java8.al2023", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("java11.al2023", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("java17.al2023", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("java21", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("java25", "2029-06-30", "2029-08-31"),
            new RuntimeSchedule("ruby3.3", "2027-03-31", "2027-05-31"),
            new RuntimeSchedule("ruby3.4", "2028-03-31", "2028-05-31"),
            new RuntimeSchedule("ruby4.0", "2029-03-31", "2029-05-31"),
            new RuntimeSchedule("dotnet8", "2026-11-10", "2027-03-03"),
            new RuntimeSchedule("dotnet10", "2028-11-14", "2029-01-15"),
            new RuntimeSchedule("provided.al2", "2026-07-31", "2027-03-03"),
            new RuntimeSchedule("provided.al2023", "2029-06-30", "2029-08-31"));

    static Optional<RuntimeSchedule> of(String runtime) {
        return ALL.stream().filter(entry -> entry.runtime.equals(runtime)).findFirst();
    }

    Optional<String> warning(LocalDate today) {
        // In ISO 8601, what is earlier sorts first; reading all of these takes longer than it may.
        if (today.toString().compareTo(deprecated) < 0) {
            return Optional.empty();
        }
        return Optional.of("runtime " + runtime + " is deprecated since " + deprecated
                + "; AWS stops taking updates of its functions on " + updatesBlocked);
    }
}
