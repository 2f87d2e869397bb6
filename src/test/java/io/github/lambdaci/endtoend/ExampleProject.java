package io.github.lambdaci.endtoend;

import io.github.lambdaci.docker.TestEngine;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small project in each language: code in {@code src}, its descriptor beside it, one dependency from an index. */
enum ExampleProject {
    PYTHON("python3.11", Language.PYTHON, "requirements.txt") {
        @Override
        void code(Path folder, String version) {
            write(folder.resolve("src/app.py"), """
                    import greeting

                    def handler(event, context):
                        return {"code": "%s", "dependency": greeting.VERSION}
                    """.formatted(version));
        }

        @Override
        void brokenCode(Path folder) {
            write(folder.resolve("src/app.py"), """
                    def handler(event, context):
                        raise RuntimeError("broken on purpose")
                    """);
        }

        @Override
        void dependencies(Path folder, String version) {
            write(folder.resolve("requirements.txt"), "greeting==" + version + "\n");
        }
    },

    NODEJS("nodejs20.x", Language.NODEJS, "package.json") {
        @Override
        void code(Path folder, String version) {
            write(folder.resolve("src/app.js"), """
                    const greeting = require("greeting");

                    exports.handler = async () => ({ code: "%s", dependency: greeting.VERSION });
                    """.formatted(version));
        }

        @Override
        void brokenCode(Path folder) {
            write(folder.resolve("src/app.js"), """
                    exports.handler = async () => { throw new Error("broken on purpose"); };
                    """);
        }

        @Override
        void dependencies(Path folder, String version) {
            write(folder.resolve("package.json"), """
                    { "name": "example", "version": "1.0.0", "dependencies": { "greeting": "%s" } }
                    """.formatted(version));
        }
    };

    private final String runtime;
    private final Language language;
    private final String descriptor;

    ExampleProject(String runtime, Language language, String descriptor) {
        this.runtime = runtime;
        this.language = language;
        this.descriptor = descriptor;
    }

    abstract void code(Path folder, String version);

    /** Code that fails whenever it is called. */
    abstract void brokenCode(Path folder);

    abstract void dependencies(Path folder, String version);

    String runtime() {
        return runtime;
    }

    String handler() {
        return "app.handler";
    }

    String descriptor() {
        return descriptor;
    }

    /** The build image that tests use; skips the test where there is none. */
    String imageOrSkip() {
        return TestEngine.imagesOrSkip(language).reference(LambdaRuntime.of(runtime), Architecture.X86_64);
    }

    /** Puts both versions of the dependency into an index. */
    static void addPackages(PackageIndex index) {
        for (String version : List.of("1.0.0", "2.0.0")) {
            index.addWheel("greeting", version, "VERSION = \"" + version + "\"\n");
            index.addNpmPackage("greeting", version, "exports.VERSION = \"" + version + "\";\n");
        }
    }

    /** The arguments of a run that builds in a container with packages from an index. */
    List<String> arguments(String image, String bucket, String function, String sourceVersion) {
        List<String> arguments = new ArrayList<>(List.of("--app-s3-bucket", bucket, "--function-name", function));
        arguments.addAll(List.of("--app-src-path", "src", "--source-version", sourceVersion, "--builder", "docker"));
        arguments.addAll(List.of("--build-docker-image", image, "--build-network", "host"));
        arguments.addAll(List.of("--build-env", "PIP_INDEX_URL", "--build-env", "npm_config_registry"));
        return arguments;
    }

    /** The variables that those arguments name. */
    static Map<String, String> environment(PackageIndex index) {
        return Map.of("PIP_INDEX_URL", index.pipIndexUrl(), "npm_config_registry", index.npmRegistryUrl());
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
