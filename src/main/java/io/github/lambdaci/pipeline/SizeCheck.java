package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds code and dependencies against Lambda's limit before anything is uploaded. */
final class SizeCheck {
    private static final int LISTED = 5;

    private final LambdaFunctions functions;

    SizeCheck(LambdaFunctions functions) {
        this.functions = functions;
    }

    void refuseTooLarge(
            CodeBundle.Made made, Dependencies dependencies, Checked checked, List<TreeEntry> packageFiles) {
        Code code = made.code();
        long dependencyBytes = unzippedBytes(dependencies, checked);
        long total = code.unzippedBytes() + dependencyBytes;
        long limit = functions.unzippedLimit();
        if (total > limit) {
            throw new BuildException(
                    "code (" + megabytes(code.unzippedBytes()) + ") and dependencies (" + megabytes(dependencyBytes)
                            + ") are larger unzipped than the " + megabytes(limit) + " (" + limit
                            + " bytes) that Lambda allows; nothing was uploaded",
                    "the largest parts are " + largest(Stream.concat(made.files().stream(), packageFiles.stream()))
                            + "\nleave out what the function can do without, or load it at run time (S3, EFS)");
        }
    }

    private static long unzippedBytes(Dependencies dependencies, Checked checked) {
        if (dependencies instanceof Dependencies.Built built) {
            return built.packages().unzippedBytes();
        }
        if (dependencies instanceof Dependencies.Stored stored) {
            return stored.packages().metadata().unzippedBytes();
        }
        if (dependencies instanceof Dependencies.InCode) {
            return 0;
        }
        return checked.marker()
                .flatMap(StateMarker::packages)
                .filter(packages -> checked.wanted()
                        .filter(wanted -> wanted.fingerprint().hex().equals(packages.fingerprint()))
                        .isPresent())
                .map(StateMarker.Packages::unzippedBytes)
                .orElse(0L);
    }

    private static String largest(Stream<TreeEntry> entries) {
        Map<String, Long> sizes = entries.collect(
                Collectors.groupingBy(SizeCheck::part, TreeMap::new, Collectors.summingLong(SizeCheck::size)));
        return sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .limit(LISTED)
                .map(part -> part.getKey() + " (" + megabytes(part.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }

    /** The package that a file belongs to, or else its topmost folder. */
    private static String part(TreeEntry entry) {
        String name = entry.name().replaceFirst("^(python|nodejs/node_modules)/", "");
        String[] folders = name.split("/", 3);
        return folders[0].startsWith("@") && folders.length > 1 ? folders[0] + "/" + folders[1] : folders[0];
    }

    private static long size(TreeEntry entry) {
        try {
            return entry.linkTarget().isPresent() ? 0 : Files.size(entry.file());
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + entry.file(), e);
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
