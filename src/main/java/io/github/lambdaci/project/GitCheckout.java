package io.github.lambdaci.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The git checkout that a folder is in. */
final class GitCheckout {
    /**
     * Of what a repository's own configuration can do, nothing is run: whoever ships a checkout has not agreed to its
     * hooks. Nothing is locked or asked for either.
     */
    private static final List<String> SAFE_GIT =
            List.of("git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null");

    private static final Map<String, String> QUIET = Map.of("GIT_OPTIONAL_LOCKS", "0", "GIT_TERMINAL_PROMPT", "0");

    private final Path folder;

    GitCheckout(Path folder) {
        this.folder = folder;
    }

    /**
     * The commit that is checked out, with {@code -dirty} if anything below the folder or in what is included differs
     * from it; nothing if there is no commit, no git, or git does not trust the checkout.
     *
     * <p>Changes elsewhere in the repository do not count: they are not shipped. Files that git does not know of, do.
     *
     * @param included folders and files that are shipped as well, which may be in other checkouts
     */
    Optional<String> version(List<Path> included) {
        return ask("rev-parse", "--verify", "HEAD").map(commit -> commit + (isDirty(included) ? "-dirty" : ""));
    }

    /** Whether git would find a checkout there, unless variables tell it otherwise: to look is quicker than to ask git. */
    boolean isThere() {
        Path above = folder.toAbsolutePath().normalize();
        while (above != null && !Files.exists(above.resolve(".git"))) {
            above = above.getParent();
        }
        return above != null;
    }

    private boolean isDirty(List<Path> included) {
        return isDirty(".") || included.stream().anyMatch(GitCheckout::isDirty);
    }

    private static boolean isDirty(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            return new GitCheckout(absolute).isDirty(".");
        }
        return new GitCheckout(absolute.resolveSibling("")).isDirty(String.valueOf(absolute.getFileName()));
    }

    private boolean isDirty(String name) {
        // The sandbox keeps its state below the folder; that is no change of the sources.
        return ask("status", "--porcelain", "--", ":(literal)" + name, ":(exclude,glob)**/.lambda-ci/**")
                .map(changes -> !changes.isEmpty())
                .orElse(false);
    }

    /** What git answers; nothing if there is no git, or it refuses. */
    Optional<String> ask(String... arguments) {
        List<String> command = new ArrayList<>(SAFE_GIT);
        command.addAll(List.of("-C", folder.toString()));
        command.addAll(List.of(arguments));
        return LocalCommand.ask(command, QUIET);
    }
}
