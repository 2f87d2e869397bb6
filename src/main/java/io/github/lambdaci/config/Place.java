package io.github.lambdaci.config;

import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Path;

/**
 * Where something stands in a file, as editors and terminals link it.
 *
 * @param file the file
 * @param line its line, from 1
 * @param column its column, from 1
 */
public record Place(Path file, int line, int column) {
    ProjectException refuses(String problem, String hint) {
        return new ProjectException(this + ": " + problem, hint);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
