package io.github.lambdaci.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the lock files of the fixture projects anew, with the tools of this machine, after their packages have changed.
 *
 * <p>Not Poetry's, which asks PyPI itself: it is written by hand, its {@code content-hash} by {@code poetry lock}.
 */
public final class FixtureLocks {
    private static final Map<String, List<String>> COMMANDS = Map.of(
            "python-uv", List.of("uv", "lock"),
            "python-pipenv", List.of("pipenv", "lock"),
            "nodejs-workspaces", List.of("npm", "install", "--package-lock-only", "--ignore-scripts"),
            "nodejs-yarn", npmExec("yarn@1", "yarn", "install", "--ignore-scripts"),
            "nodejs-yarn-berry", npmExec("@yarnpkg/cli-dist@4", "yarn", "install", "--mode=update-lockfile"),
            "nodejs-pnpm", npmExec("pnpm@10", "pnpm", "install", "--lockfile-only", "--ignore-scripts"));

    private FixtureLocks() {}

    private static List<String> npmExec(String distribution, String... command) {
        String run = String.join(" ", command);
        return List.of(
                "sh",
                "-c",
                "index=$npm_config_registry; npm_config_registry= npm exec --yes --package=" + distribution
                        + " -- env npm_config_registry=$index " + run);
    }

    /** Takes no arguments; run it in the root of the repository. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (PackageIndex index = PackageIndex.start()) {
            FixtureProjects.addPackages(index);
            for (Map.Entry<String, List<String>> entry : COMMANDS.entrySet()) {
                lock(Path.of("src/it/projects", entry.getKey()), entry.getValue(), index);
            }
        }
    }

    private static void lock(Path project, List<String> command, PackageIndex index)
            throws IOException, InterruptedException {
        Path copy = FixtureProjects.copy(project, Files.createTempDirectory("lambda-ci-lock-"), index);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(copy.toFile()).inheritIO();
        builder.environment().putAll(FixtureProjects.variables(index));
        builder.environment()
                .putAll(Map.of(
                        "UV_DEFAULT_INDEX", index.pipIndexUrl(),
                        "PIPENV_PYPI_MIRROR", index.pipIndexUrl(),
                        "YARN_REGISTRY", index.npmRegistryUrl(),
                        "YARN_NODE_LINKER", "node-modules",
                        "YARN_NPM_REGISTRY_SERVER", index.npmRegistryUrl(),
                        "YARN_UNSAFE_HTTP_WHITELIST", "127.0.0.1"));
        if (builder.start().waitFor() != 0) {
            throw new IOException(command + " failed for " + project);
        }
        for (String name : List.of("uv.lock", "Pipfile.lock", "package-lock.json", "yarn.lock", "pnpm-lock.yaml")) {
            if (Files.exists(copy.resolve(name))) {
                String lock = Files.readString(copy.resolve(name));
                // Yarn 1 and Pipenv find packages without their addresses.
                String anywhere = lock.replaceAll("(?m)^  resolved .*\n", "")
                        .replaceAll("(?s)\"sources\": \\[.*?\n        ]", "\"sources\": []");
                Files.writeString(project.resolve(name), anywhere.replace(index.address(), "http://index.invalid"));
            }
        }
    }
}
