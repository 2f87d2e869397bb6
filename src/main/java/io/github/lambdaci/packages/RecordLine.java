package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A line of a distribution's {@code RECORD}, which is a CSV file.
 *
 * @param path the path as it is written there
 * @param rest the hash and the size, with the comma before them
 */
record RecordLine(String path, String rest) {
    static RecordLine of(String line) {
        if (!line.startsWith("\"")) {
            int comma = line.indexOf(',');
            return comma < 0
                    ? new RecordLine(line, "")
                    : new RecordLine(line.substring(0, comma), line.substring(comma));
        }
        int end = 1;
        while (end < line.length() && (line.charAt(end) != '"' || line.startsWith("\"\"", end))) {
            end += line.charAt(end) == '"' ? 2 : 1;
        }
        int closed = Math.min(end, line.length());
        return new RecordLine(
                line.substring(1, closed).replace("\"\"", "\""), line.substring(Math.min(closed + 1, line.length())));
    }

    /**
     * The file's path below the folder of the packages. Scripts were two levels up from the folder that pip installed
     * into at first.
     */
    String inPackages() {
        return path.replaceFirst("^(?:\\.\\./)+", "");
    }

    /** The same with the hash and the size that the file has now. */
    RecordLine updated(Path file) throws IOException {
        byte[] hash = HexFormat.of().parseHex(Sha256.of(file).hex());
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        return new RecordLine(path, ",sha256=" + encoded + "," + Files.size(file));
    }

    @Override
    public String toString() {
        boolean quoted = path.contains(",") || path.contains("\"");
        return (quoted ? '"' + path.replace("\"", "\"\"") + '"' : path) + rest;
    }
}
