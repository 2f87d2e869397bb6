package io.github.lambdaci.cli;

import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.fleet.Ending;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells of all functions of a run that cannot be worked on, before the first is changed. */
final class Unready {
    private Unready() {}

    static void refuse(List<? extends Ending<?>> looks) {
        List<Ending.Failed<?>> failed = looks.stream()
                .<Ending.Failed<?>>flatMap(
                        look -> look instanceof Ending.Failed<?> failure ? Stream.of(failure) : Stream.empty())
                .toList();
        boolean known = failed.stream().allMatch(look -> look.failure() instanceof LambdaCiException);
        if (failed.size() == 1 || !known) {
            throw failed.stream()
                    .map(Ending.Failed::failure)
                    .filter(failure -> failed.size() == 1 || !(failure instanceof LambdaCiException))
                    .findFirst()
                    .orElseThrow();
        }
        if (failed.size() > 1) {
            throw together(failed, looks.size());
        }
    }

    private static LambdaCiException together(List<Ending.Failed<?>> failed, int all) {
        String message = failed.size() + " of " + all + " functions cannot be worked on, so none was changed:\n"
                + failed.stream()
                        .map(look -> look.name() + ": " + look.failure().getMessage())
                        .collect(Collectors.joining("\n"));
        String hint = failed.stream()
                .map(look -> ((LambdaCiException) look.failure()).hint())
                .distinct()
                .collect(Collectors.joining("\n"));
        boolean wrong = failed.stream().allMatch(look -> look.failure() instanceof ProjectException);
        return wrong ? new ProjectException(message, hint) : new AwsException(message, hint);
    }
}
