package io.github.lambdaci.sandbox.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file that says that a directory is a sandbox's, and in which format. */
final class DirectoryMarker {
    private static final int FORMAT = 1;
    private static final Pattern MARKER = Pattern.compile("\\{\\s*\"format\"\\s*:\\s*(\\d+)\\s*}\\s*");
    private static final Set<String> MADE_BEFORE_THE_MARKER = Set.of(".lock", "tmp");

    private DirectoryMarker() {}

    static void claim(StateDirectory state) throws IOException {
        Path marker = state.path("sandbox.json");
        if (Files.exists(marker)) {
            check(marker);
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
        Path complete = state.temporary();
        Files.writeString(complete, "{\"format\":" + FORMAT + "}");
        state.moveInto(complete, marker);
    }

    // Read without a JSON parser: every start passes here, and loading one takes longer than all the rest.
    private static void check(Path marker) throws IOException {
        Matcher format = MARKER.matcher(Files.readString(marker));
        if (!format.matches()) {
            throw new IOException(marker + " is not readable as the sandbox's state; delete it, or the whole directory,"
                    + " to start afresh");
        }
        if (!format.group(1).equals(Integer.toString(FORMAT))) {
            throw new IOException(
                    marker + " names format " + format.group(1) + ", and this lambda-ci reads format " + FORMAT);
        }
    }
}
