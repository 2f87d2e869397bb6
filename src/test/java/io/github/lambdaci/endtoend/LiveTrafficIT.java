package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** While a function is released again and again, taken back, and released in vain, its users notice nothing but that. */
class LiveTrafficIT {
    private static final int RELEASES = 20;

    /** After each fourth release. */
    private static final int ROLLBACK_AFTER = 4;

    @TempDir
    Path temporary;

    @ParameterizedTest(name = "{0}")
    @EnumSource(Target.class)
    void noAnswerFailsOrComesFromAVersionThatIsNotLive(Target target) throws Exception {
        try (Site site = new Sites(temporary).open(target, Scenario.CODE_ONLY)) {
            LiveReleases live = new LiveReleases(site.liveVersion(), site.live());
            try (FaultProxy proxy = new FaultProxy(site.aws(), live);
                    Traffic traffic = new Traffic(site.account(), site.function(), live)) {
                Shipping shipping = new Shipping(site, proxy, live);
                for (int release = 1; release <= RELEASES; release++) {
                    shipping.release(release);
                    traffic.awaitAnswersThatBeginNow();
                    if (release % ROLLBACK_AFTER == 0) {
                        shipping.rollBack();
                        traffic.awaitAnswersThatBeginNow();
                    }
                    if (release % 6 == 0) {
                        shipping.failToRelease(release);
                        traffic.awaitAnswersThatBeginNow();
                    }
                }
                traffic.end();
                System.out.printf(
                        "%nlive traffic on %s: %d answers of %d versions while there were %d releases, %d rollbacks and"
                                + " %d failed releases (the alias moved %d times); wrong: %d%n%n",
                        target,
                        traffic.answers(),
                        traffic.releases(),
                        shipping.releases,
                        shipping.rollbacks,
                        shipping.failures,
                        live.moves(),
                        traffic.wrong().size());
                assertThat(traffic.wrong()).isEmpty();
                assertThat(List.of(shipping.releases, shipping.rollbacks, shipping.failures))
                        .isEqualTo(List.of(RELEASES, 5, 3));
                assertThat(traffic.releases()).as("each release took traffic").isEqualTo(RELEASES + 1);
            }
        }
    }

    /** What is done to the function. */
    private static final class Shipping {
        private static final int REFUSED = 3;
        private static final int SIGKILL = 128 + 9;

        private final Site site;
        private final FaultProxy proxy;
        private final LiveReleases live;
        private String previous;
        private int releases;
        private int rollbacks;
        private int failures;

        Shipping(Site site, FaultProxy proxy, LiveReleases live) {
            this.site = site;
            this.proxy = proxy;
            this.live = live;
            this.previous = site.live();
        }

        /** In turn, changes the code, or both the code and the dependency. */
        void release(int number) {
            previous = site.live();
            edit("release-" + number, number);
            expect(0, program().run(site.shipping("v" + number)));
            assertThat(site.live()).isEqualTo(answer("release-" + number, number));
            releases++;
        }

        /** To what was live before, and not to the version before this one: that may be of a release that failed. */
        void rollBack() {
            expect(0, program().run(site.arguments(List.of("rollback"))));
            assertThat(site.live()).isEqualTo(previous);
            rollbacks++;
        }

        /** In turn: refused because it fails its check, killed when its version is there, unable to move the alias. */
        void failToRelease(int number) {
            String before = site.live();
            switch (failures) {
                case 0 -> refused(number);
                case 1 -> disturbed(number, "PublishVersion", Fault.KILLED, SIGKILL);
                default -> disturbed(number, "UpdateAlias", Fault.STATUS_500, 1);
            }
            assertThat(site.live()).isEqualTo(before);
            failures++;
        }

        private void refused(int number) {
            live.project("what nobody may ever be answered");
            site.breakCode();
            expect(REFUSED, program().run(site.shipping("v" + number + "-broken", "--smoke-payload", "{}")));
        }

        private void disturbed(int number, String operation, Fault fault, int exitCode) {
            edit("failure-" + number, number);
            proxy.disturb((call, called) -> called.name().equals(operation), fault);
            Process process = program().start(site.shipping("v" + number + "-failed"));
            proxy.victim(new RunningProgram(program(), process));
            expect(exitCode, program().outcome(process));
            assertThat(proxy.hits()).isPositive();
            proxy.undisturb();
        }

        private static void expect(int exitCode, Outcome outcome) {
            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(exitCode);
        }

        private void edit(String code, int number) {
            site.edit(code, dependency(number));
            live.project(answer(code, number));
        }

        private static String dependency(int number) {
            return number / 2 % 2 == 0 ? "1.0.0" : "2.0.0";
        }

        private static String answer(String code, int number) {
            return code + " " + dependency(number);
        }

        private Program program() {
            return site.programThrough(proxy.address());
        }
    }
}
