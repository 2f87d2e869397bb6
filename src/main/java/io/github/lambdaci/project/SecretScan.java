package io.github.lambdaci.project;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Looks for secrets in what is about to be shipped: whoever may read a function's code would have them. */
final class SecretScan {
    /** Larger files are data, or made by a bundler from sources of which none would be looked at either. */
    private static final long LARGEST_FILE = 5_000_000;

    /** How far git looks to tell text from binary files. */
    private static final int PROBE = 8_000;

    private static final int FINDINGS_TOLD = 10;

    private SecretScan() {}

    /**
     * Refuses secrets.
     *
     * @param entries what is about to be shipped; what installed packages contain is not the project's secret
     * @param allowed the files that may hold some
     * @throws ProjectException if a file holds what looks like one
     */
    static void refuseSecrets(List<TreeEntry> entries, IgnorePatterns allowed) {
        Set<String> installed = InstalledPackages.filesIn(entries);
        List<String> findings = entries.stream()
                .filter(entry -> entry.linkTarget().isEmpty())
                .filter(entry -> !installed.contains(entry.name()) && !allowed.cover(entry.name()))
                .sorted(Comparator.comparing(TreeEntry::name))
                .flatMap(entry -> finding(entry).stream())
                .toList();
        if (!findings.isEmpty()) {
            throw refusal(findings);
        }
    }

    private static Optional<String> finding(TreeEntry entry) {
        Optional<String> text = text(entry.file());
        for (SecretKind kind : SecretKind.ALL) {
            OptionalInt line = text.map(kind::lineIn).orElse(OptionalInt.empty());
            if (line.isPresent()) {
                return Optional.of(entry.name() + ", line " + line.getAsInt() + ": " + kind.name());
            }
        }
        return Optional.empty();
    }

    /** What a file holds, one character for each byte: what is looked for is ASCII. Nothing if it is no text. */
    private static Optional<String> text(Path file) {
        try {
            if (Files.size(file) > LARGEST_FILE) {
                return Optional.empty();
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            int zero = text.indexOf('\0');
            return zero >= 0 && zero < PROBE ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    private static ProjectException refusal(List<String> findings) {
        String told = String.join("\n", findings.stream().limit(FINDINGS_TOLD).toList());
        int more = findings.size() - FINDINGS_TOLD;
        return new ProjectException(
                "what looks like a secret would be shipped with the code\n" + told
                        + (more > 0 ? "\nand " + more + " more files" : ""),
                """
                if the function does not need it: leave the file out, in .lambdaignore or with --exclude PATTERN
                if it does: take it from AWS Secrets Manager or Parameter Store when the function starts
                if it is no secret, or meant to be shipped: --allow-secret PATTERN, as in tests/keys/""");
    }
}
