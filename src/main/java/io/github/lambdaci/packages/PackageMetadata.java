package io.github.lambdaci.packages;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.lambdaci.json.JsonTree;
import java.util.Optional;

/** Reads what packages say of themselves. */
final class PackageMetadata {

    private PackageMetadata() {}

    /** A field of a Python distribution's {@code METADATA}, whose headers end with an empty line. */
    static Optional<String> field(String metadata, String name) {
        String start = name + ":";
        return metadata.lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    /** The version in a {@code package.json}. */
    static Optional<String> nodeVersion(String packageJson) {
        try {
            return Optional.ofNullable(
                            JsonTree.read(packageJson).path("version").textValue())
                    .filter(version -> !version.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
