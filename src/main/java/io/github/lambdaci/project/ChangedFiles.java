package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of a git checkout that differ from another commit, also those that are not committed or that git does not know of.
 *
 * @param root the checkout
 * @param paths the files, absolute; such as were deleted too
 */
public record ChangedFiles(Path root, List<Path> paths) {
    /**
     * Compares a checkout with where its history left another one, as a pull request does.
     *
     * @param folder a folder in the checkout
     * @param reference a branch, a tag or a commit
     * @throws ProjectException if there is no checkout, or git does not know the reference
     */
    public static ChangedFiles since(String reference, Path folder) {
        GitCheckout checkout = new GitCheckout(folder);
        Path root = checkout.ask("rev-parse", "--show-toplevel")
                .map(Path::of)
                .orElseThrow(() -> new ProjectException(
                        folder + " is not in a git checkout, so there is no telling what changed since " + reference,
                        "leave out --changed-since: what did not change is not shipped anyway"));
        String base = base(checkout, reference);
        Stream<String> tracked = names(checkout.ask("diff", "--name-only", "--no-renames", "-z", base, "--"));
        Stream<String> unknown =
                names(new GitCheckout(root).ask("ls-files", "--others", "--exclude-standard", "--full-name", "-z"));
        return new ChangedFiles(
                root,
                Stream.concat(tracked, unknown)
                        .map(name -> root.resolve(name).normalize())
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static String base(GitCheckout checkout, String reference) {
        if (reference.startsWith("-")) {
            throw new ProjectException("'" + reference + "' is no commit", "name a branch, a tag or a commit");
        }
        return checkout.ask("merge-base", reference, "HEAD")
                .orElseThrow(() -> new ProjectException(
                        "git does not know '" + reference + "' here, or no commit that it shares with HEAD",
                        "fetch it first, as in: git fetch origin main\n"
                                + "a shallow clone lacks the history; in GitHub Actions, set fetch-depth: 0"));
    }

    private static Stream<String> names(Optional<String> output) {
        return output.stream().flatMap(text -> Stream.of(text.split("\0"))).filter(name -> !name.isEmpty());
    }

    /** Whether any of them is one of these files, or in one of these folders. */
    public boolean touch(List<Path> places) {
        List<Path> real = places.stream().map(ChangedFiles::real).toList();
        return paths.stream().anyMatch(path -> real.stream().anyMatch(path::startsWith));
    }

    /** As git names it, which follows symbolic links. */
    private static Path real(Path place) {
        try {
            return place.toRealPath();
        } catch (IOException e) {
            // One that was deleted.
            return place.toAbsolutePath().normalize();
        }
    }
}
