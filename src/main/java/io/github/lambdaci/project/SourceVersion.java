package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The version of the sources that a release is made of: any string that a git ref can hold.
 *
 * @param value as in {@code 1.4.0}, {@code feature/x} or a commit's hash
 */
public record SourceVersion(String value) {
    /** S3 allows 1024 bytes for a key, of which the function's name and the rest take up to 100. */
    private static final int MAX_BYTES = 900;
    /** See git-check-ref-format(1). */
    private static final Pattern REFUSED = Pattern.compile("[\\x00- \\x7f~^:?*\\[\\\\]|^/|/\\z|//|\\.\\.");

    /**
     * Checks that a string can be a source version.
     *
     * @throws ProjectException if it is empty, too long or of a form that git refuses
     */
    public static SourceVersion of(String value) {
        if (value.isBlank()
                || value.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                || REFUSED.matcher(value).find()) {
            throw new ProjectException(
                    "'" + value + "' cannot be a source version",
                    "give a commit, tag or branch as git allows it: --source-version VERSION");
        }
        if (value.equals("latest")) {
            throw new ProjectException(
                    "source version 'latest' would overwrite the artifacts of the last release",
                    "give a commit, tag or branch: --source-version VERSION");
        }
        return new SourceVersion(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
