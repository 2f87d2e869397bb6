package io.github.lambdaci.host;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.pipeline.PackageBuild;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses Python packages that pip compiled on this machine, as its output tells.
 *
 * <p>pip takes only ready-made packages from an index, but builds what a path or a repository names, and what a descriptor
 * asks for by {@code --no-binary}, for the Python and the platform that it runs on.
 */
final class CompiledHere {
    /** Wheels that run anywhere end with {@code -any.whl}. */
    private static final Pattern FOR_A_PLATFORM =
            Pattern.compile("\\s*Created wheel for (\\S+): filename=\\S*-(?!any\\.whl)[^-\\s]+\\.whl .*");

    private final SortedSet<String> names = Collections.synchronizedSortedSet(new TreeSet<>());

    /** Takes a line of pip's output. */
    void line(String line) {
        Matcher created = FOR_A_PLATFORM.matcher(line);
        if (created.matches()) {
            names.add(created.group(1));
        }
    }

    void refuse(PackageBuild build) {
        if (!names.isEmpty()) {
            throw new BuildException(
                    String.join(", ", names) + " was compiled for this machine, not for " + build.runtime()
                            + " on linux/" + build.architecture().dockerName(),
                    "use --builder docker, which compiles in a container of Lambda's platform");
        }
    }
}
