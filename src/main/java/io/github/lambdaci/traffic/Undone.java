package io.github.lambdaci.traffic;

import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.HeldBackException;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.VersionCheckException;

/** What the failure of a move comes to when its way back has ended. */
final class Undone {
    private Undone() {}

    /** What was being done. */
    static String doing(Move move) {
        return "the traffic of alias '" + move.alias() + "' moved to version "
                + move.version().version();
    }

    /**
     * Looks at those that are to become live together with a version whose traffic is moving.
     *
     * @throws HeldBackException if one of them failed
     */
    static void heedOthers(Move move) {
        move.policy().gate().objection().ifPresent(because -> {
            throw new HeldBackException(wentBack(move), because);
        });
    }

    /** Why traffic goes back. */
    static String reason(RuntimeException failure) {
        return failure instanceof HeldBackException held
                ? "it is not to be live without '" + held.because() + "', which failed"
                : String.valueOf(failure.getMessage());
    }

    /** What a version comes to that waited for another one, which failed. */
    static String asBefore(Move move) {
        return ready(move)
                + move.current()
                        .map(live -> "alias '" + move.alias() + "' was left at " + place(live))
                        .orElse("alias '" + move.alias() + "' was not made");
    }

    /** What a version comes to that had all or a part of the traffic, until another one failed. */
    static String wentBack(Move move) {
        return ready(move)
                + move.current()
                        .map(live -> "alias '" + move.alias() + "' went back to " + place(live))
                        .orElse("alias '" + move.alias() + "', which there was not before, stays at it");
    }

    private static String place(LiveAlias alias) {
        return alias.target().isPublished()
                ? "version " + alias.target().version()
                : "$LATEST, whose code is the new one";
    }

    private static String ready(Move move) {
        return "version " + move.version().version() + " is published, and ";
    }

    /**
     * What to end the run with: it was told to stop, the version is refused, or the alias is not as it was.
     *
     * @param from the alias as it was before the move
     */
    static RuntimeException failure(Move move, LiveAlias from, RuntimeException failure, WayBack.End end) {
        if (end instanceof WayBack.There) {
            return end.stopped() ? new InterruptedRunException(doing(move)) : wentBack(failure);
        }
        String message = left(move, end) + "\n" + reason(failure);
        String hint = end instanceof WayBack.Theirs
                ? "it was left as it is; see who else changes it, then run again"
                : "to send all of it to version " + from.target().version() + " now: " + command(move, from) + "\n"
                        + LambdaCiException.RUN_AGAIN;
        return end.stopped()
                ? new InterruptedRunException(doing(move) + ": " + left(move, end), hint)
                : new AwsException(message, hint, failure);
    }

    private static RuntimeException wentBack(RuntimeException failure) {
        return failure instanceof LambdaCiException known && !(known instanceof HeldBackException)
                ? new VersionCheckException(String.valueOf(known.getMessage()), known.hint(), known)
                : failure;
    }

    private static String left(Move move, WayBack.End end) {
        if (end instanceof WayBack.Theirs theirs) {
            return "somebody else changed alias '" + move.alias() + "' while its traffic moved: it points to version "
                    + theirs.found().target().version() + " now";
        }
        String cause =
                end instanceof WayBack.Failed failed ? ": " + failed.cause().getMessage() : "";
        return "alias '" + move.alias() + "' may still send a part of its traffic to version "
                + move.version().version() + ", which could not be taken back" + cause;
    }

    private static String command(Move move, LiveAlias from) {
        return "aws lambda update-alias --function-name " + from.target().functionName() + " --name " + move.alias()
                + " --function-version " + from.target().version() + " --routing-config AdditionalVersionWeights={}";
    }
}
