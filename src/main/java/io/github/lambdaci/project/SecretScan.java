package io.github.lambdaci.project;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.TreeEntries;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.concurrent.ParallelWork;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Looks for secrets in what is about to be shipped: whoever may read a function's code would have them. */
final class SecretScan {
    /** Larger files are data, or made by a bundler from sources of which none would be looked at either. */
    private static final long LARGEST_FILE = 5_000_000;

    /** How far git looks to tell text from binary files. */
    private static final int PROBE = 8_000;

    private static final int BUFFER = 1 << 16;

    private static final Markers MARKERS = new Markers(
            SecretKind.ALL.stream().flatMap(kind -> kind.markers().stream()).toList());

    private static final int FINDINGS_TOLD = 10;

    private SecretScan() {}

    /** Changes with what is taken for a secret. */
    static Sha256 rules() {
        return Sha256.of((LARGEST_FILE + " " + PROBE + " " + SecretKind.ALL).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Refuses secrets.
     *
     * @param entries what is about to be shipped; what installed packages contain is not the project's secret
     * @param allowed the files that may hold some
     * @throws ProjectException if a file holds what looks like one
     */
    static void refuseSecrets(List<TreeEntry> entries, IgnorePatterns allowed) {
        refuseSecrets(TreeEntries.sorted(entries), allowed, new BitSet());
    }

    /**
     * As above.
     *
     * @param entries in the order in which findings are told
     * @param clean those of the entries, by their indexes, in whose content no earlier run has found any
     * @return all that were found to hold none, then or now
     */
    static BitSet refuseSecrets(List<TreeEntry> entries, IgnorePatterns allowed, BitSet clean) {
        Predicate<String> installed = InstalledPackages.filesIn(entries);
        List<Integer> suspects = IntStream.range(0, entries.size())
                .filter(index -> !clean.get(index))
                .filter(index -> entries.get(index).linkTarget().isEmpty())
                .filter(index -> !installed.test(entries.get(index).name())
                        && !allowed.cover(entries.get(index).name()))
                .boxed()
                .toList();
        List<String> findings = new ArrayList<>();
        new ParallelWork<>("looking for secrets", ParallelWork.usualThreads(), () -> worker(entries))
                .runShort(suspects.iterator(), finding -> finding.ifPresent(findings::add));
        if (!findings.isEmpty()) {
            throw refusal(findings);
        }
        BitSet found = (BitSet) clean.clone();
        suspects.forEach(found::set);
        return found;
    }

    private static ParallelWork.Worker<Integer, Optional<String>> worker(List<TreeEntry> entries) {
        byte[] buffer = new byte[BUFFER];
        return index -> {
            TreeEntry entry = entries.get(index);
            try {
                return mayHoldOne(entry.file(), buffer) ? finding(entry) : Optional.empty();
            } catch (IOException e) {
                throw WorkspaceException.of("reading " + entry.file(), e);
            }
        };
    }

    /** Whether a file is text with a marker in it. Hardly any has one, so that hardly any is looked at more closely. */
    private static boolean mayHoldOne(Path file, byte[] buffer) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            int length = in.readNBytes(buffer, 0, buffer.length);
            boolean isLarge = length == buffer.length && Files.size(file) > LARGEST_FILE;
            if (isLarge || isBinary(buffer, length)) {
                return false;
            }
            boolean found = MARKERS.isOneIn(buffer, length);
            while (!found && length == buffer.length) {
                // One may begin at the end of what was read.
                System.arraycopy(buffer, length - MARKERS.longest(), buffer, 0, MARKERS.longest());
                length = MARKERS.longest() + in.readNBytes(buffer, MARKERS.longest(), length - MARKERS.longest());
                found = MARKERS.isOneIn(buffer, length);
            }
            return found;
        }
    }

    private static boolean isBinary(byte[] bytes, int length) {
        for (int index = 0; index < Math.min(length, PROBE); index++) {
            if (bytes[index] == 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> finding(TreeEntry entry) throws IOException {
        // One character for each byte: what is looked for is ASCII.
        String text = Files.readString(entry.file(), StandardCharsets.ISO_8859_1);
        for (SecretKind kind : SecretKind.ALL) {
            OptionalInt line = kind.lineIn(text);
            if (line.isPresent()) {
                return Optional.of(entry.name() + ", line " + line.getAsInt() + ": " + kind.name());
            }
        }
        return Optional.empty();
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
