package io.github.lambdaci.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.Sha256;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JobsTests {
    private static final Sha256 DEPENDENCIES = Sha256.of(new byte[] {1});

    private static Look look(String function, boolean changes, int seconds) {
        return new Look(function, function, changes, false, Optional.of(Duration.ofSeconds(seconds)), Optional.empty());
    }

    private static Look unrecorded(String function, boolean builds) {
        return new Look(
                function,
                function,
                true,
                builds,
                Optional.empty(),
                Optional.of(DEPENDENCIES).filter(other -> builds));
    }

    @Test
    void onlyFunctionsWithSomethingToDoAreJobs() {
        assertThat(Jobs.of(List.of(look("orders", true, 5), look("mail", false, 7))))
                .extracting(Job::function)
                .containsExactly("orders");
    }

    @Test
    void functionCostsWhatItsLastRunTookInAllPlacesThatItIsToBeShippedTo() {
        List<Job> jobs = Jobs.of(List.of(look("orders", true, 5), look("orders", true, 7), look("orders", false, 90)));

        assertThat(jobs).singleElement().satisfies(job -> {
            assertThat(job.cost()).isEqualTo(Duration.ofSeconds(12));
            assertThat(job.estimated()).isFalse();
        });
    }

    @Test
    void functionThatIsNotKnownCostsAsMuchAsMostOthers() {
        List<Job> jobs =
                Jobs.of(List.of(look("a", true, 5), look("b", false, 7), look("c", true, 90), unrecorded("new", true)));

        assertThat(jobs.get(2).cost()).isEqualTo(Duration.ofSeconds(7));
        assertThat(jobs.get(2).estimated()).isTrue();
        assertThat(jobs.get(2).toBuild()).containsExactly(DEPENDENCIES);
    }

    @Test
    void buildsTakeLongerWhereNothingIsKnown() {
        assertThat(Jobs.of(List.of(unrecorded("a", true), unrecorded("b", false))))
                .extracting(Job::cost)
                .containsExactly(Jobs.BUILDING, Jobs.SHIPPING);
    }
}
