package io.github.lambdaci.build;

import io.github.lambdaci.failure.ProjectException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a repository in AWS CodeArtifact.
 *
 * @param owner the account that owns the domain, if it is another one
 * @param domain the domain's name
 * @param name the repository's name
 */
public record CodeArtifactRepository(Optional<String> owner, String domain, String name) {
    /** Source: the API reference of CodeArtifact, which has these patterns. */
    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{12})/)?([a-z][a-z0-9-]{0,48}[a-z0-9])/([A-Za-z0-9][A-Za-z0-9._-]{1,99})");

    /**
     * Reads a name from the command line.
     *
     * @throws ProjectException if it is none
     */
    public static CodeArtifactRepository of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProjectException(
                    "'" + text + "' is no CodeArtifact repository",
                    "give DOMAIN/REPOSITORY, or ACCOUNT/DOMAIN/REPOSITORY for a domain of another account");
        }
        return new CodeArtifactRepository(Optional.ofNullable(matcher.group(1)), matcher.group(2), matcher.group(3));
    }

    @Override
    public String toString() {
        return owner.map(account -> account + "/").orElse("") + domain + "/" + name;
    }
}
