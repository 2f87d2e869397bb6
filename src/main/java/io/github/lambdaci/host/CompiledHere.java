package io.github.lambdaci.host;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.pipeline.PackageBuild;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Refuses Python packages that pip compiled on this machine.
 *
 * <p>pip takes only ready-made packages from an index, but it builds what a path or a repository names, for the Python and
 * the platform that it runs on.
 */
final class CompiledHere {
    private static final Pattern OF_A_WHEEL = Pattern.compile("\"url\"\\s*:\\s*\"[^\"]*\\.whl\"");
    private static final Pattern FOR_A_PLATFORM = Pattern.compile("(?m)^Tag: (?!.*-any\\s*$)");

    private CompiledHere() {}

    static void refuse(Path packages, PackageBuild build) {
        if (!Files.isDirectory(packages)) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        try (DirectoryStream<Path> infos = Files.newDirectoryStream(packages, "*.dist-info")) {
            for (Path info : infos) {
                Path origin = info.resolve("direct_url.json");
                Path wheel = info.resolve("WHEEL");
                if (Files.exists(origin)
                        && !OF_A_WHEEL.matcher(Files.readString(origin)).find()
                        && Files.exists(wheel)
                        && FOR_A_PLATFORM.matcher(Files.readString(wheel)).find()) {
                    names.add(String.valueOf(info.getFileName()).replaceFirst("-[^-]*\\.dist-info$", ""));
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
