package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out which version of the sources is shipped when nobody says so. */
public final class SourceVersions {
    private static final String TAG = "tag/";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, String> environment;
    private final InstantSource clock;

    /** Looks at the variables that CI services set. */
    public SourceVersions(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * A version of the sources.
     *
     * @param version the version
     * @param generated whether it was made up, so that nobody can trace it
     */
    public record Found(SourceVersion version, boolean generated) {}

    /**
     * The first there is: the tag or the commit of a CodeBuild build (environment variables in the CodeBuild user
     * guide), the commit of a GitHub Actions run, the commit that is checked out, or else the time.
     *
     * @param included folders and files that are shipped as well
     */
    public Found of(Path sources, List<Path> included) {
        return usable(tag())
                .or(() -> usable(variable("CODEBUILD_RESOLVED_SOURCE_VERSION")))
                .or(() -> usable(variable("GITHUB_SHA")))
                .or(() -> usable(commit(sources, included)))
                .map(version -> new Found(version, false))
                .orElseGet(() -> new Found(new SourceVersion("untracked-" + TIME.format(clock.instant())), true));
    }

    private Optional<String> commit(Path sources, List<Path> included) {
        GitCheckout checkout = new GitCheckout(sources);
        return checkout.isThere() || variable("GIT_DIR").isPresent() ? checkout.version(included) : Optional.empty();
    }

    private Optional<String> tag() {
        return variable("CODEBUILD_WEBHOOK_TRIGGER")
                .filter(trigger -> trigger.startsWith(TAG))
                .map(trigger -> trigger.substring(TAG.length()));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Sources from S3 have a version such as {@code arn:aws:s3:::bucket/key}, which cannot be part of a key. */
    private static Optional<SourceVersion> usable(Optional<String> value) {
        try {
            return value.map(SourceVersion::of);
        } catch (ProjectException e) {
            return Optional.empty();
        }
    }
}
