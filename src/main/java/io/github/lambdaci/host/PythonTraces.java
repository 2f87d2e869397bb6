package io.github.lambdaci.host;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes this machine's paths out of what pip installed: where local packages were built, and which Python ran pip.
 *
 * <p>The layer would differ from machine to machine, and its scripts would look for a Python that Lambda does not have.
 */
final class PythonTraces {
    /** As pip writes it, in one line or, for a path that the kernel does not take, in three. */
    private static final Pattern SHEBANG =
            Pattern.compile("\\A#!(?:[^\\n]*python[\\d.]*|/bin/sh\\n'''exec' [^\\n]*python[^\\n]*\\n' ''')\\n");

    private static final String LAMBDA_SHEBANG = "#!/usr/bin/env python3\n";

    private PythonTraces() {}

    static void remove(Path packages) {
        if (!Files.isDirectory(packages)) {
            return;
        }
        try {
            Map<String, String> changed = rewriteScripts(packages);
            try (DirectoryStream<Path> infos = Files.newDirectoryStream(packages, "*.dist-info")) {
                for (Path info : infos) {
                    tidy(info, changed);
                }
            }
        } catch (IOException e) {
            throw WorkspaceException.of("tidying the packages", e);
        }
    }

    /** Gives scripts a first line for Lambda; tells the new end of each one's line in RECORD by its name. */
    private static Map<String, String> rewriteScripts(Path packages) throws IOException {
        Map<String, String> changed = new TreeMap<>();
        Path bin = packages.resolve("bin");
        if (!Files.isDirectory(bin)) {
            return changed;
        }
        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(bin)) {
            for (Path script : scripts) {
                String text = Files.readString(script, StandardCharsets.ISO_8859_1);
                Matcher shebang = SHEBANG.matcher(text);
                if (shebang.find()) {
                    byte[] bytes = shebang.replaceFirst(LAMBDA_SHEBANG).getBytes(StandardCharsets.ISO_8859_1);
                    Files.write(script, bytes);
                    changed.put("bin/" + script.getFileName(), recordOf(bytes));
                }
            }
        }
        return changed;
    }

    private static String recordOf(byte[] content) {
        byte[] hash = HexFormat.of().parseHex(Sha256.of(content).hex());
        return "sha256=" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "," + content.length;
    }

    private static void tidy(Path info, Map<String, String> changed) throws IOException {
        Path origin = info.resolve("direct_url.json");
        boolean local = Files.exists(origin) && Files.readString(origin).contains("\"file://");
        if (local) {
            Files.delete(origin);
        }
        Path record = info.resolve("RECORD");
        if (!Files.exists(record)) {
            return;
        }
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(record)) {
            if (!local || !line.startsWith(info.getFileName() + "/direct_url.json,")) {
                lines.add(updated(line, changed));
            }
        }
        Files.write(record, lines);
    }

    private static String updated(String line, Map<String, String> changed) {
        String name = line.substring(0, Math.max(0, line.indexOf(',')));
        // From the folder that pip installed into at first, scripts were two levels up.
        String inTarget = name.replaceFirst("^(?:\\.\\./)+", "");
        return changed.containsKey(inTarget) ? name + "," + changed.get(inTarget) : line;
    }
}
