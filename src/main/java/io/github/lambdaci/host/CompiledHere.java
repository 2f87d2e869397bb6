package io.github.lambdaci.host;

import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses Python packages that were compiled on this machine, as their wheels' tags tell.
 *
 * <p>Only ready-made packages are taken from an index, but what a path or a repository names is built, and so is what a
 * descriptor asks for by {@code --no-binary}: for the Python and the platform that the installer runs on.
 */
final class CompiledHere {
    /**
     * Wheels for every platform end with {@code -any}, those that others may use with {@code -manylinux…}. Source: the
     * binary distribution format (PEP 427), and PEP 600.
     */
    private static final Pattern FOR_THIS_MACHINE =
            Pattern.compile("(?m)^Tag: [^-\\s]+-[^-\\s]+-(?!any\\s*$|manylinux)\\S+\\s*$");

    private CompiledHere() {}

    static void refuse(Path packages, PackageBuild build) {
        TreeSet<String> names = new TreeSet<>();
        if (!Files.isDirectory(packages)) {
            return;
        }
        try (DirectoryStream<Path> infos = Files.newDirectoryStream(packages, "*.dist-info")) {
            for (Path info : infos) {
                Path wheel = info.resolve("WHEEL");
                if (Files.isRegularFile(wheel)
                        && FOR_THIS_MACHINE.matcher(Files.readString(wheel)).find()) {
                    names.add(info.getFileName()
                            .toString()
                            .replaceFirst("-[^-]*\\.dist-info$", "")
                            .replace("_", "-"));
                }
            }
        } catch (IOException e) {
            throw WorkspaceException.of("reading what was installed", e);
        }
        if (!names.isEmpty()) {
            throw new BuildException(
                    String.join(", ", names) + " was compiled for this machine, not for " + build.runtime()
                            + " on linux/" + build.architecture().dockerName(),
                    "use --builder docker, which compiles in a container of Lambda's platform");
        }
    }
}
