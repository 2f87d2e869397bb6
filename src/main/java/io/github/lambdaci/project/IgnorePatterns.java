package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Patterns in the syntax of {@code .gitignore}, of which the last that matches decides. */
public final class IgnorePatterns {
    /** No pattern, which decides nothing. */
    public static final IgnorePatterns NONE = new IgnorePatterns(Stream.empty());

    private final List<IgnorePattern> patterns;
    /** Those that a name may match, by its last character: a large tree has many names. */
    private final Map<Character, List<IgnorePattern>> byLast = new ConcurrentHashMap<>();

    private IgnorePatterns(Stream<IgnorePattern> patterns) {
        this.patterns = patterns.toList();
    }

    /**
     * Reads patterns, one in each line.
     *
     * @param origin where they are from, as an error tells it
     * @throws ProjectException if one is not a pattern
     */
    public static IgnorePatterns of(List<String> lines, String origin) {
        return new IgnorePatterns(
                lines.stream().map(line -> IgnorePattern.of(line, origin)).flatMap(Optional::stream));
    }

    /** The patterns in a file; none if there is no such file. */
    static IgnorePatterns read(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            return of(Files.readString(file).replaceFirst("^\uFEFF", "").lines().toList(), file.toString());
        } catch (CharacterCodingException e) {
            throw new ProjectException("'" + file + "' is not text in UTF-8", "save it as UTF-8", e);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    /** The patterns in a file that is part of lambda-ci. */
    static IgnorePatterns resource(String name) {
        try (InputStream in = IgnorePatterns.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing in the jar");
            }
            return of(
                    new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList(),
                    name);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + name, e);
        }
    }

    /** The pattern that decides about a path, if one does. */
    Optional<IgnorePattern> deciding(String name, boolean isFolder) {
        List<IgnorePattern> candidates = candidates(name);
        for (int index = candidates.size() - 1; index >= 0; index--) {
            if (candidates.get(index).matches(name, isFolder)) {
                return Optional.of(candidates.get(index));
            }
        }
        return Optional.empty();
    }

    private List<IgnorePattern> candidates(String name) {
        return patterns.isEmpty() || name.isEmpty()
                ? patterns
                : byLast.computeIfAbsent(
                        name.charAt(name.length() - 1),
                        last -> patterns.stream()
                                .filter(pattern -> pattern.mayEndWith(last))
                                .toList());
    }

    /** Whether a file is matched, itself or with a folder around it. */
    boolean cover(String file) {
        for (int end = file.indexOf('/'); end >= 0; end = file.indexOf('/', end + 1)) {
            if (matches(file.substring(0, end), true)) {
                return true;
            }
        }
        return matches(file, false);
    }

    boolean matches(String name, boolean isFolder) {
        return deciding(name, isFolder).filter(pattern -> !pattern.isNegated()).isPresent();
    }
}
