package io.github.lambdaci.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/** Warns of npm packages whose install scripts were not run, which may lack what those compile or download. */
final class InstallScripts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InstallScripts() {}

    static void warnOf(Path packages, BuildLog log) {
        Path installed = packages.resolve(".package-lock.json");
        if (!Files.isRegularFile(installed)) {
            return;
        }
        TreeSet<String> names = new TreeSet<>();
        try {
            for (Map.Entry<String, JsonNode> entry :
                    JSON.readTree(installed.toFile()).path("packages").properties()) {
                if (entry.getValue().path("hasInstallScript").asBoolean()) {
                    names.add(entry.getKey().replaceFirst("^.*node_modules/", ""));
                }
            }
        } catch (IOException e) {
            throw WorkspaceException.of("reading what npm installed", e);
        }
        if (!names.isEmpty()) {
            log.warning("the install scripts of " + String.join(", ", names)
                    + " were not run, as they would work for this machine: if the function lacks something of these,"
                    + " use --builder docker");
        }
    }
}
