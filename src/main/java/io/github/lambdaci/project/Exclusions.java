package io.github.lambdaci.project;

import io.github.lambdaci.project.LeftOut.Reason;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides what of a folder is left out of the code.
 *
 * <p>As in git, the closest {@code .lambdaignore} above a file decides, within it the last pattern that matches, and
 * what is in a folder that is left out cannot be brought back. The command line comes before all of them, and the
 * defaults after.
 */
final class Exclusions {
    static final String FILE = ".lambdaignore";

    private static final IgnorePatterns DEFAULTS = IgnorePatterns.resource("defaults.lambdaignore");

    private final Path folder;
    /** The same, as the files that are elsewhere are named. */
    private final Path absolute;

    private final String prefix;
    private final IgnorePatterns commandLine;
    private final Optional<Exclusions> around;
    private final Set<Path> filesOfLayer;
    private final Set<Path> written;
    private final Map<String, IgnorePatterns> ignoreFiles = new HashMap<>();

    /** For the source path. */
    Exclusions(Path folder, ShippingRules rules, Set<Path> filesOfLayer) {
        this.folder = folder;
        this.absolute = folder.toAbsolutePath().normalize();
        this.prefix = "";
        this.commandLine = rules.excluded();
        this.around = Optional.empty();
        this.filesOfLayer = filesOfLayer;
        this.written = rules.written();
    }

    private Exclusions(Path folder, String prefix, Exclusions around) {
        this.folder = folder;
        this.absolute = folder.toAbsolutePath().normalize();
        this.prefix = prefix;
        this.commandLine = around.commandLine;
        this.around = Optional.of(around);
        this.filesOfLayer = around.filesOfLayer;
        this.written = around.written;
    }

    /** For a folder that is shipped as if it were in this one. */
    Exclusions at(String name, Path included) {
        return new Exclusions(included, name, this);
    }

    /** Whether something is left out by default: for what is built, where nothing else has a say. */
    static boolean isLeftOutByDefault(String name, boolean isFolder) {
        return DEFAULTS.matches(name, isFolder);
    }

    boolean isLeftOut(String name, boolean isFolder) {
        return reason(name, isFolder).isPresent();
    }

    /** Why something is left out; nothing if it is shipped. */
    Optional<Reason> reason(String name, boolean isFolder) {
        if (isAmong(filesOfLayer, name)) {
            return Optional.of(Reason.IN_LAYER);
        }
        if (isAmong(written, name)) {
            return Optional.of(Reason.WRITTEN);
        }
        Optional<IgnorePattern> asked =
                commandLine.deciding(prefix + name, isFolder).or(() -> inIgnoreFiles(name, isFolder));
        if (asked.isPresent() && !asked.get().isNegated()) {
            return Optional.of(Reason.AS_ASKED);
        }
        // "!*/" and its like mean all that is worth shipping, not .git and .env.
        boolean isBroughtBack = asked.isPresent() && asked.get().isSpecific();
        return !isBroughtBack && DEFAULTS.matches(prefix + name, isFolder)
                ? Optional.of(Reason.BY_DEFAULT)
                : Optional.empty();
    }

    private boolean isAmong(Set<Path> paths, String name) {
        return !paths.isEmpty() && paths.contains(absolute.resolve(name));
    }

    private Optional<IgnorePattern> inIgnoreFiles(String name, boolean isFolder) {
        int end = name.length();
        while (end >= 0) {
            end = name.lastIndexOf('/', end - 1);
            Optional<IgnorePattern> deciding =
                    ignoreFile(name.substring(0, end + 1)).deciding(name.substring(end + 1), isFolder);
            if (deciding.isPresent()) {
                return deciding;
            }
        }
        return around.flatMap(outer -> outer.inIgnoreFiles(prefix + name, isFolder));
    }

    private IgnorePatterns ignoreFile(String inFolder) {
        return ignoreFiles.computeIfAbsent(
                inFolder, name -> IgnorePatterns.read(folder.resolve(name).resolve(FILE)));
    }
}
