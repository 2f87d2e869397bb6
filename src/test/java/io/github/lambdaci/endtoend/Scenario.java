package io.github.lambdaci.endtoend;

import io.github.lambdaci.endtoend.FaultTable.Result;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run that faults are tried on.
 *
 * @param title its name in a table
 * @param before makes what is there before the run, in AWS and in the project's folder
 * @param command the run's command line; run again after a disturbance, it has to end where it ends without one
 * @param live what the alias may answer when a disturbed run has ended
 * @param failing the exit codes with which a run may fail
 * @param halfShifted after which ends the alias may still send a part of its traffic elsewhere: only where nothing could
 *     be done about it any more
 */
record Scenario(
        String title,
        Consumer<Site> before,
        Function<Site, List<String>> command,
        Set<String> live,
        Set<Integer> failing,
        Set<Result> halfShifted) {
    private static final String OLD = "old 1.0.0";

    /** New code with new dependencies over an old release. */
    static final Scenario CODE_AND_DEPENDENCIES = new Scenario(
            "code and dependencies",
            site -> {
                oldRelease(site);
                site.edit("new", "2.0.0");
            },
            site -> site.shipping("v2"),
            Set.of(OLD, "new 2.0.0"));

    static final Scenario CODE_ONLY = new Scenario(
            "code only",
            site -> {
                oldRelease(site);
                site.edit("new", "1.0.0");
            },
            site -> site.shipping("v2"),
            Set.of(OLD, "new 1.0.0"));

    /** The same, begun before AWS has told what is live: the machine knows of the release before, and nobody has had the lease. */
    static final Scenario HEAD_START =
            new Scenario("code only, begun early", CODE_ONLY.before(), CODE_ONLY.command(), CODE_ONLY.live());

    /** The new version is called before it takes traffic. */
    static final Scenario SMOKED = new Scenario(
            "code only, with a smoke check",
            CODE_ONLY.before(),
            site -> site.shipping("v2", "--smoke-payload", "{}"),
            CODE_ONLY.live());

    /**
     * The traffic moves in steps. A run that fails on the way brings it back, and then refuses the version; where it
     * cannot, or is killed, two versions share it.
     */
    static final Scenario SHIFTED = new Scenario(
            "code only, traffic in steps",
            CODE_ONLY.before(),
            site -> site.shipping("v2", "--shift", "linear:50%,1s"),
            CODE_ONLY.live(),
            Set.of(1, 3),
            Set.of(Result.FAILED, Result.DEAD));

    /** By its number: a plain rollback, run twice, undoes itself. */
    static final Scenario ROLLED_BACK = new Scenario(
            "rollback",
            site -> {
                CODE_ONLY.before().accept(site);
                site.run(CODE_ONLY.command().apply(site));
            },
            site -> site.arguments(List.of("rollback", "--to", "2")),
            CODE_ONLY.live());

    /** The first run of all, for a function without an alias. */
    static final Scenario FIRST_RELEASE = new Scenario(
            "first release",
            site -> {
                site.provision();
                site.account()
                        .lambda()
                        .deleteAlias(
                                request -> request.functionName(site.function()).name("latest"));
                site.edit("new", "2.0.0");
            },
            site -> site.shipping("v1"),
            Set.of(Site.NOTHING, "new 2.0.0"));

    /** A run that fails with exit code 1 only, and moves all traffic at once. */
    Scenario(String title, Consumer<Site> before, Function<Site, List<String>> command, Set<String> live) {
        this(title, before, command, live, Set.of(1), Set.of());
    }

    private static void oldRelease(Site site) {
        site.provision();
        site.edit("old", "1.0.0");
        site.run(site.shipping("v1"));
    }

    /** Whether the lease stays as the last run has left it, and is not one of long ago. */
    boolean keepsLease() {
        return equals(HEAD_START);
    }

    @Override
    public String toString() {
        return title;
    }
}
