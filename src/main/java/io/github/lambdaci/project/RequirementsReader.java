package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which other files a requirements file names.
 *
 * <p>Source: "Requirements File Format" in pip's documentation. {@code -r} and {@code -c} are relative to the file that
 * holds them; local packages are relative to the folder of the first file, in which pip is run.
 */
final class RequirementsReader {
    private static final Pattern INCLUDE =
            Pattern.compile("(?:-r|-c|--requirement|--constraint)(?:\\s+|=|(?<=-[rc]))(\\S.*)");
    private static final Pattern EDITABLE = Pattern.compile("(?:-e|--editable)[\\s=]*(.*)");
    private static final Pattern FIND_LINKS = Pattern.compile("(?:-f|--find-links)[\\s=]+(\\S+)");
    private static final Pattern LOCAL = Pattern.compile(
            "(?:[\\w.\\-\\[\\],]+\\s*@\\s*)?(?:file:(?://)?)?(\\.{0,2}/[^\\s;\\[]+).*|([^\\s;:@]+\\.(?:whl|tar\\.gz|zip))(?:[\\s;].*)?");

    private final Set<Path> files = new LinkedHashSet<>();

    /** The files and folders that a requirements file and those that it includes name, without itself. */
    List<Path> namedBy(Path requirements) {
        read(requirements, requirements.resolveSibling(""));
        files.remove(requirements);
        return List.copyOf(files);
    }

    private void read(Path file, Path workingFolder) {
        for (String line : logicalLines(file)) {
            Matcher include = INCLUDE.matcher(line);
            if (include.matches()) {
                include(file, include.group(1).strip(), workingFolder);
            } else if (EDITABLE.matcher(line).matches()) {
                throw new ProjectException(
                        "'" + Credentials.redact(line) + "' in " + file
                                + " is an editable install, which a layer cannot hold",
                        "write the path or URL without -e");
            } else {
                addLocal(line, file, workingFolder);
            }
        }
    }

    private void include(Path from, String target, Path workingFolder) {
        if (target.contains("://")) {
            return;
        }
        Path included = from.resolveSibling(target).normalize();
        if (!Files.isRegularFile(included)) {
            throw missing(target, from);
        }
        if (files.add(included)) {
            read(included, workingFolder);
        }
    }

    private void addLocal(String line, Path from, Path workingFolder) {
        Matcher links = FIND_LINKS.matcher(line);
        if (links.matches()) {
            Path folder = workingFolder.resolve(links.group(1)).normalize();
            if (!links.group(1).contains("://") && !Path.of(links.group(1)).isAbsolute() && Files.exists(folder)) {
                files.add(folder);
            }
            return;
        }
        Matcher local = LOCAL.matcher(line);
        if (!line.startsWith("-") && local.matches()) {
            String named = local.group(1) == null ? local.group(2) : local.group(1);
            Path path = workingFolder.resolve(named).normalize();
            if (!Files.exists(path)) {
                throw missing(named, from);
            }
            files.add(path);
        }
    }

    private static ProjectException missing(String named, Path from) {
        return new ProjectException(
                "'" + named + "', named in " + from + ", does not exist",
                "-r and -c are relative to the file that holds them, packages to the folder of the descriptor");
    }

    private static List<String> logicalLines(Path file) {
        try {
            return Files.readString(file)
                    .replaceAll("\\\\\r?\n", "")
                    .lines()
                    .map(line -> line.replaceFirst("(^|\\s+)#.*$", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (CharacterCodingException e) {
            throw new ProjectException("'" + file + "' is not text in UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }
}
