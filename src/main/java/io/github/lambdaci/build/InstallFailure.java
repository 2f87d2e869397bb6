package io.github.lambdaci.build;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.project.Credentials;
import io.github.lambdaci.runtime.Architecture;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says why a package manager or a build command failed, from what it wrote, and what to try. */
public final class InstallFailure {
    private static final int SHOWN = 20;
    private static final Pattern ERROR =
            Pattern.compile("\\s*(?:ERROR:|[Ee]rror:? |npm (?:error|ERR!)|ERR_PNPM_|➤ YN\\d+: .*(?:Error|error)).*");

    /** What the package managers write, and what helps; the first that is found counts, {@code $1} is its group. */
    private static final List<Cause> CAUSES = List.of(
            cause(
                    "exec format error",
                    "this engine cannot run images for %3$s: register an emulator"
                            + " (docker run --privileged --rm tonistiigi/binfmt --install all), run on a machine of that"
                            + " architecture, or use --builder host"),
            cause(
                    "CERTIFICATE_VERIFY_FAILED|SELF_SIGNED_CERT_IN_CHAIN|self[- ]signed certificate"
                            + "|unable to get (?:local )?issuer certificate|UNABLE_TO_GET_ISSUER_CERT",
                    "a proxy or a private index has a certificate of your company: --build-ca-bundle FILE"),
            cause(
                    "\\b(?:E401|E403|401 Unauthorized|401 Error|403 Forbidden|403 Client Error|ENEEDAUTH)\\b",
                    "the index wants other credentials: pass them in a file (--build-secret-file ~/.netrc, .npmrc or"
                            + " pip.conf), with --build-env NAME (PIP_INDEX_URL, or the variable that .npmrc names), or"
                            + " log in to CodeArtifact (--codeartifact)"),
            cause(
                    "Permission denied \\(publickey|Host key verification failed|could not read Username for"
                            + "|terminal prompts disabled",
                    "a git server does not let the build in: --build-secret-file with an SSH key (~/.ssh/id_ed25519) or"
                            + " with a token (~/.netrc), or --build-ssh-agent"),
            cause(
                    "cannot run ssh: No such file|ssh: (?:command )?not found",
                    "the image must hold 'ssh' for git dependencies over SSH: --build-docker-repo, --build-docker-image;"
                            + " or name them with https and give a token (--build-secret-file ~/.netrc)"),
            cause(
                    "Temporary failure in name resolution|EAI_AGAIN|ENOTFOUND|ECONNREFUSED|Connection refused"
                            + "|ETIMEDOUT|NewConnectionError|Network is unreachable",
                    "the package index cannot be reached: check the network (--build-network NAME), a proxy"
                            + " (--build-env HTTPS_PROXY) or the index's address (--build-env PIP_INDEX_URL or"
                            + " npm_config_registry)"),
            cause(
                    "(?:^|[\\s:])([\\w.+/-]+): (?:command )?not found(?:\\s|$)"
                            + "|^make(?:\\[\\d+])?: ([\\w.+/-]+): No such file or directory",
                    "%4$s"),
            cause("No matching distribution found for ([^\\s(]+)", "%2$s"),
            cause(
                    "404\\s+(?:The requested resource )?'([^']+)'|No matching version found for (\\S+?)\\.?(?:\\s|$)",
                    "'%1$s' is not in the registry: check its name and version in the descriptor; a private registry"
                            + " is set in .npmrc or with --build-env npm_config_registry"),
            cause(
                    "can only install packages when your package.json and|Missing: .* from lock file|EUSAGE"
                            + "|does not fit (?:package\\.json|pyproject\\.toml)|ERR_PNPM_OUTDATED_LOCKFILE"
                            + "|lockfile needs to be updated|poetry\\.lock was last generated|Pipfile\\.lock is out-of-date",
                    "the lock file does not fit the descriptor: lock again with the project's package manager, and"
                            + " commit both"),
            cause(
                    "THESE PACKAGES DO NOT MATCH THE HASHES|EINTEGRITY",
                    "a package is not the one that was locked: lock again if that is meant, else ask the index's owner"),
            cause(
                    "ResolutionImpossible|ERESOLVE",
                    "the versions that the descriptor asks for exclude each other: loosen one of them"),
            cause(
                    "No space left on device|ENOSPC",
                    "the disk is full: free some space where the build runs (docker system prune)"),
            cause(
                    "error: command '\\S*(?:gcc|cc|g\\+\\+|cargo)\\S*' failed|gyp ERR!|failed-wheel-build"
                            + "|Failed building wheel for (\\S+)",
                    "a package must be compiled and could not: pin a version with ready-made binaries, or use a build"
                            + " image with what it needs (--build-docker-image)"));

    private InstallFailure() {}

    /**
     * An install or a build command that was tried.
     *
     * @param tool what was run, as people call it
     * @param task what it was to do
     * @param architecture the architecture that it built for
     * @param command the command that was run
     * @param place where it was run, as in {@code in image X} or {@code on this machine}
     * @param noDistribution what to try if pip finds no distribution; {@code %1$s} is the package
     * @param noProgram what to try if a program is not there; {@code %1$s} is the program
     */
    public record Attempt(
            String tool,
            String task,
            Architecture architecture,
            List<String> command,
            String place,
            String noDistribution,
            String noProgram) {
        /** The install of packages. */
        public static Attempt of(PackageBuild build, List<String> command, String place, String noDistribution) {
            return new Attempt(
                    build.descriptor().manager().name(),
                    "installing " + build.descriptor().name(),
                    build.architecture(),
                    command,
                    place,
                    noDistribution,
                    "the image must hold '%1$s': --build-docker-repo, --build-docker-image");
        }

        /** The run of a build command. */
        public static Attempt of(CommandBuild build, String place, String noProgram) {
            return new Attempt(
                    "the build command",
                    "building the code",
                    build.architecture(),
                    List.of(build.command().line()),
                    place,
                    "pip found no '%1$s': check its name and version",
                    noProgram);
        }
    }

    private record Cause(Pattern pattern, String hint) {}

    private static Cause cause(String pattern, String hint) {
        return new Cause(Pattern.compile(pattern), hint);
    }

    static BuildException of(Attempt attempt, int status, List<String> lastLines) {
        String ran = Credentials.redact(String.join(" ", attempt.command()));
        StringBuilder message = new StringBuilder(attempt.tool())
                .append(" ended with status ")
                .append(status)
                .append(" while ")
                .append(attempt.task())
                .append(' ')
                .append(attempt.place())
                .append("\ncommand: ")
                .append(ran);
        mostTelling(lastLines).forEach(line -> message.append("\n| ").append(line));
        return new BuildException(message.toString(), hint(attempt, lastLines));
    }

    private static List<String> mostTelling(List<String> lines) {
        List<String> errors =
                lines.stream().filter(line -> ERROR.matcher(line).matches()).toList();
        List<String> chosen = errors.isEmpty() ? lines : errors;
        return chosen.subList(Math.max(0, chosen.size() - SHOWN), chosen.size());
    }

    private static String hint(Attempt attempt, List<String> lines) {
        for (Cause cause : CAUSES) {
            Optional<Matcher> found = lines.stream()
                    .map(cause.pattern()::matcher)
                    .filter(Matcher::find)
                    .findFirst();
            if (found.isPresent()) {
                String named = firstGroup(found.get());
                return String.format(
                                Locale.ROOT,
                                cause.hint(),
                                named,
                                String.format(Locale.ROOT, attempt.noDistribution(), named),
                                attempt.architecture(),
                                String.format(Locale.ROOT, attempt.noProgram(), named))
                        + ofIndex(lines);
            }
        }
        return "see the output above; the command can be tried by hand " + attempt.place();
    }

    /** pip treats an index that does not let it in like one that has nothing. */
    private static String ofIndex(List<String> lines) {
        return lines.stream().anyMatch(line -> line.contains("(from versions: none)"))
                ? "\nif it is in a private index, pip was perhaps not let in: --build-secret-file with ~/.netrc or"
                        + " pip.conf, --build-env PIP_INDEX_URL, or --codeartifact"
                : "";
    }

    private static String firstGroup(Matcher matcher) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
            String value = matcher.group(group);
            if (value != null) {
                return value;
            }
        }
        return "";
    }
}
