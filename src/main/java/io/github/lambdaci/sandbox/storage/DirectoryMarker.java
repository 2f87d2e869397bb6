package io.github.lambdaci.sandbox.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The file that says that a directory is a sandbox's, and in which format. */
final class DirectoryMarker {
    private static final int FORMAT = 1;
    private static final Set<String> MADE_BEFORE_THE_MARKER = Set.of(".lock", "tmp");

    private DirectoryMarker() {}

    static void claim(StateDirectory state) throws IOException {
        Path marker = state.path("sandbox.json");
        if (Files.exists(marker)) {
            check(state.read(marker).orElseGet(Json::object), marker);
            return;
        }
        List<Path> strangers = StateDirectory.list(state.path()).stream()
                .filter(file ->
                        !MADE_BEFORE_THE_MARKER.contains(file.getFileName().toString()))
                .toList();
        if (!strangers.isEmpty()) {
            throw new IOException("it holds something else already, for example "
                    + strangers.get(0).getFileName());
        }
        state.write(marker, Json.object().put("format", FORMAT));
    }

    private static void check(ObjectNode marker, Path file) throws IOException {
        int format = marker.path("format").asInt();
        if (format != FORMAT) {
            throw new IOException(file + " names format " + format + ", and this lambda-ci reads format " + FORMAT);
        }
    }
}
