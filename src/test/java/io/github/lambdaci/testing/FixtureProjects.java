package io.github.lambdaci.testing;

import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The projects below {@code src/it/projects}, and the packages that they depend on. */
public final class FixtureProjects {
    /** Depends on a package by way of an included file and a constraint, and on a local one. */
    public static final Path PYTHON_PIP = path("python-pip");

    /** Has a lock file, a local package and a development dependency. */
    public static final Path NODEJS_NPM = path("nodejs-npm");

    /** What a fixture's lock file holds in place of the address of a test's index. */
    private static final String INDEX = "http://index.invalid/";

    /** Pipenv locks the public index's address, which must not overrule the one that a build is given. */
    private static final String PUBLIC_SOURCE =
            "\"sources\": [{\"name\": \"pypi\", \"url\": \"https://pypi.org/simple\", \"verify_ssl\": true}]";

    private static final String NO_SOURCES = "\"sources\": []";

    /** Has no lock file. */
    public static final Path NODEJS_NPM_UNLOCKED = path("nodejs-npm-unlocked");

    /** Is npm's workspace of two packages. */
    public static final Path NODEJS_WORKSPACES = path("nodejs-workspaces");

    private FixtureProjects() {}

    /** The project for a package manager, by the manager's name. */
    public static Path of(PackageManager manager) {
        return path(manager.language().layerFolder() + "-" + manager.name());
    }

    /** Copies a project, with the address of an index where its lock file needs one. */
    public static Path copy(Path project, Path target, PackageIndex index) throws IOException {
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = target.resolve(project.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
                if (file.endsWith("uv.lock") || file.endsWith("Pipfile.lock")) {
                    String lock = Files.readString(file).replace(INDEX, index.address() + "/");
                    Files.writeString(copy, lock.replace(NO_SOURCES, PUBLIC_SOURCE));
                }
            }
        }
        return target;
    }

    private static Path path(String name) {
        return Path.of("src/it/projects", name);
    }

    /** A runtime for which the local test images build. */
    public static String runtime(Language language) {
        return language == Language.PYTHON ? "python3.11" : "nodejs20.x";
    }

    /** Adds the packages that the projects depend on, and newer ones that they must not get. */
    public static void addPackages(PackageIndex index) {
        index.addWheel("lambda-ci-greeting", "1.0.0", "def greet(name):\n    return 'hello ' + name\n");
        index.addWheel("lambda-ci-greeting", "2.0.0", "raise ImportError('the constraint was not honoured')\n");
        index.addWheel("lambda-ci-linter", "1.0.0", "# only developers need this\n");
        Map<String, String> greeting = Map.of(
                "index.js", "module.exports = (name) => 'hello ' + name;\n",
                "bin.js", "#!/usr/bin/env node\nconsole.log('hello');\n");
        Map<String, String> bin = Map.of("lambda-ci-greeting", "bin.js");
        index.addNpmPackage("lambda-ci-greeting", "1.0.0", greeting, Map.of("license", "MIT", "bin", bin));
        index.addNpmPackage("lambda-ci-greeting", "1.1.0", greeting, Map.of("license", "MIT", "bin", bin));
        index.addNpmPackage("lambda-ci-linter", "1.0.0", "module.exports = 'only developers need this';\n");
    }

    /** The variables that point pip and npm to an index, as {@code --build-env} takes them. */
    public static Map<String, String> variables(PackageIndex index) {
        // uv.lock may name another index than this one, which is asked for the tools as well.
        return Map.of("PIP_INDEX_URL", index.pipIndexUrl(), "npm_config_registry", index.npmRegistryUrl());
    }
}
