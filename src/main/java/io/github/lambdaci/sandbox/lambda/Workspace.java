package io.github.lambdaci.sandbox.lambda;

import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import io.github.lambdaci.sandbox.storage.TemporaryFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The directories that functions run in, kept under the hashes of what was unzipped into them.
 *
 * <p>Node.js looks for packages that an ECMAScript module imports in the directories above the module, and not in
 * {@code NODE_PATH}: so the code lies in {@code var/task}, and the directories above it have links to the layers'
 * packages, in the order in which Lambda searches them.
 */
final class Workspace {
    private static final List<String> BOOTSTRAPS = List.of("bootstrap.py", "bootstrap.mjs");

    private final StateDirectory state;
    private final CodeStore codes;

    Workspace(StateDirectory state, CodeStore codes) {
        this.state = state;
        this.codes = codes;
    }

    /** Where a version's code and its layers are. */
    record Prepared(Path task, Path layers, Path bootstrap) {}

    Path temporary() throws IOException {
        return Files.createDirectories(state.temporary());
    }

    Prepared prepare(FunctionVersion version) throws IOException {
        String layersKey = FileNames.digest(String.join(",", version.layers()));
        Path layers = once(state.path("cache", "layers", layersKey), directory -> {
            for (String layer : version.layers()) {
                Unzipper.unzip(codes.file(layer), directory);
            }
        });
        String nodeFolder = nodeFolder(version.runtime());
        String taskKey = FileNames.digest(version.code() + layersKey + nodeFolder);
        Path root = once(state.path("cache", "tasks", taskKey), directory -> {
            Unzipper.unzip(codes.file(version.code()), directory.resolve("var").resolve("task"));
            Path nodejs = layers.resolve("nodejs");
            link(
                    directory.resolve("var").resolve("node_modules"),
                    nodejs.resolve(nodeFolder).resolve("node_modules"));
            link(directory.resolve("node_modules"), nodejs.resolve("node_modules"));
        });
        String bootstrap = version.runtime().startsWith("python") ? BOOTSTRAPS.get(0) : BOOTSTRAPS.get(1);
        return new Prepared(
                root.resolve("var").resolve("task"), layers, bootstraps().resolve(bootstrap));
    }

    /** The folder of a layer for one version of Node.js, for example {@code node22}. */
    static String nodeFolder(String runtime) {
        return runtime.replaceFirst("^nodejs(\\d+)\\.x$", "node$1");
    }

    private static void link(Path link, Path target) throws IOException {
        if (Files.isDirectory(target)) {
            Path unused = Files.createSymbolicLink(link, target);
        }
    }

    private interface Content {
        void fill(Path directory) throws IOException;
    }

    /** Fills a directory beside its place and moves it there whole: two servers may do this at the same time. */
    private Path once(Path place, Content content) throws IOException {
        if (Files.isDirectory(place)) {
            return place;
        }
        Path directory = temporary();
        try {
            content.fill(directory);
            return state.exclusively(() -> {
                if (!Files.isDirectory(place)) {
                    state.moveInto(directory, place);
                }
                return place;
            });
        } finally {
            TemporaryFiles.delete(directory);
        }
    }

    private Path bootstraps() throws IOException {
        StringBuilder sources = new StringBuilder();
        for (String name : BOOTSTRAPS) {
            try (InputStream in = Objects.requireNonNull(Workspace.class.getResourceAsStream(name))) {
                sources.append(
                        FileNames.digest(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)));
            }
        }
        return once(state.path("cache", "bootstrap", FileNames.digest(sources.toString())), directory -> {
            for (String name : BOOTSTRAPS) {
                try (InputStream in = Objects.requireNonNull(Workspace.class.getResourceAsStream(name))) {
                    Files.copy(in, directory.resolve(name));
                }
            }
        });
    }
}
