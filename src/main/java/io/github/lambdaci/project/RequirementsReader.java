package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads which other files a requirements file names.
 *
 * <p>Source: "Requirements File Format" in pip's documentation. {@code -r} and {@code -c} are relative to the file that
 * holds them; local packages are relative to the folder of the first file, in which pip is run; {@code --find-links} is
 * looked for at both.
 */
final class RequirementsReader {
    private static final Pattern INCLUDE =
            Pattern.compile("(?:-r|-c|--requirement|--constraint)(?:\\s+|=|(?<=-[rc]))(\\S.*)");
    private static final Pattern EDITABLE =
            Pattern.compile("(?m)^\\s*(?:-e(?:\\s*=?\\s*|(?=[./]))|--editable[\\s=]+)(?=\\S)");
    private static final Pattern FIND_LINKS = Pattern.compile("(?:-f|--find-links)(?:\\s+|=|(?<=-f))(\\S.*)");

    /** Ends with options of its own, as {@code --hash=…}, or with a marker after a semicolon. */
    private static final Pattern AFTER_REQUIREMENT = Pattern.compile("\\s--\\w.*|\\s*;.*");

    /** {@code name[extras] @ }, as in PEP 508. */
    private static final Pattern NAME_BEFORE_ADDRESS = Pattern.compile("^[\\w.-]+\\s*(?:\\[[^]]*])?\\s*@\\s*");

    private static final Pattern FILE_SCHEME = Pattern.compile("^file:(?://(?:localhost)?(?=/))?");
    private static final Pattern EXTRAS_OR_FRAGMENT = Pattern.compile("\\s*(?:\\[[^]]*]|#.*)$");
    private static final Pattern ARCHIVE = Pattern.compile(".*\\.(?:whl|zip|tgz|tar|tar\\.(?:gz|bz2|xz))");

    private final Set<Path> files = new LinkedHashSet<>();
    private final Map<Path, byte[]> rewritten = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

    /** The files and folders that a requirements file and those that it includes name, without itself. */
    Descriptors.Named read(Path requirements) {
        read(requirements, requirements.resolveSibling(""));
        files.remove(requirements);
        return new Descriptors.Named(List.copyOf(files), rewritten, List.copyOf(lines));
    }

    private void read(Path file, Path workingFolder) {
        String text = text(file);
        // A layer cannot hold an editable install, which is only a link to where the package is developed.
        String installable = EDITABLE.matcher(text).replaceAll("");
        if (!installable.equals(text)) {
            rewritten.put(file, installable.getBytes(StandardCharsets.UTF_8));
        }
        for (String line : logicalLines(installable)) {
            lines.add(line);
            Matcher include = INCLUDE.matcher(line);
            Matcher links = FIND_LINKS.matcher(line);
            if (include.matches()) {
                include(file, unquoted(include.group(1)), workingFolder);
            } else if (links.matches()) {
                findLinks(file, unquoted(links.group(1)), workingFolder);
            } else if (!line.startsWith("-")) {
                localPath(line).ifPresent(path -> addLocal(path, file, workingFolder));
            }
        }
    }

    private void include(Path from, String target, Path workingFolder) {
        if (target.contains("://")) {
            return;
        }
        Path included = relative(from, target, from.resolveSibling(""));
        if (!Files.isRegularFile(included)) {
            throw missing(target, from);
        }
        if (files.add(included)) {
            read(included, workingFolder);
        }
    }

    /** A folder that is not here may be in the build image. */
    private void findLinks(Path from, String target, Path workingFolder) {
        if (target.contains(":") || Path.of(target).isAbsolute()) {
            return;
        }
        for (Path folder : List.of(from.resolveSibling(""), workingFolder)) {
            Path links = folder.resolve(target).normalize();
            if (Files.exists(links)) {
                files.add(links);
                return;
            }
        }
    }

    /** The path of a package that is named by one, and not by its name or a URL. */
    private static Optional<String> localPath(String line) {
        String requirement = AFTER_REQUIREMENT.matcher(line).replaceFirst("");
        String address = NAME_BEFORE_ADDRESS.matcher(requirement).replaceFirst("");
        String path = FILE_SCHEME.matcher(address.strip()).replaceFirst("");
        if (path.contains("://") || path.contains("${")) {
            return Optional.empty();
        }
        String bare = EXTRAS_OR_FRAGMENT.matcher(path).replaceFirst("");
        boolean looksLikePath = bare.startsWith(".")
                || bare.contains("/")
                || ARCHIVE.matcher(bare).matches();
        return looksLikePath ? Optional.of(bare) : Optional.empty();
    }

    private void addLocal(String named, Path from, Path workingFolder) {
        Path path = relative(from, named, workingFolder);
        if (!Files.exists(path)) {
            throw missing(named, from);
        }
        if (from.startsWith(path)) {
            throw new ProjectException(
                    "'" + named + "' in " + from
                            + " would put the function's own code into the layer of its dependencies",
                    "name the packages that it needs instead, or remove the requirements file where pyproject.toml names"
                            + " them");
        }
        files.add(path);
    }

    private static Path relative(Path from, String target, Path folder) {
        if (Path.of(target).isAbsolute()) {
            throw new ProjectException(
                    "'" + target + "', named in " + from + ", is an absolute path, which other machines do not have",
                    "write it relative to the folder of the descriptor");
        }
        return folder.resolve(target).normalize();
    }

    private static ProjectException missing(String named, Path from) {
        return new ProjectException(
                "'" + named + "', named in " + from + ", does not exist",
                "-r and -c are relative to the file that holds them, packages to the folder of the descriptor");
    }

    private static String unquoted(String word) {
        return word.strip().replaceFirst("^(['\"])(.*)\\1$", "$2");
    }

    private static List<String> logicalLines(String text) {
        return text.replaceFirst("^\uFEFF", "")
                .replaceAll("\\\\\r?\n", "")
                .lines()
                .map(line -> line.replaceFirst("(^|\\s+)#.*$", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ProjectException("'" + file + "' is not text in UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }
}
