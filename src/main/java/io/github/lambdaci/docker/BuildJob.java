package io.github.lambdaci.docker;

import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.InstallFailure;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.nio.file.Path;

/** What a container builds, and where that goes on this machine. */
sealed interface BuildJob {
    LambdaRuntime runtime();

    Architecture architecture();

    BuildContainer container(String image, BuildEnvironment environment, Equipment equipment);

    BuildInput input();

    /** A private folder, through which the input passes too. */
    Path folder();

    /** How a failure is told. */
    InstallFailure.Attempt attempt(BuildContainer container);

    /** Where the output goes. */
    Path target();

    /** Takes away what is of no use in the output. */
    default void cleanUp() {}

    /**
     * Packages.
     *
     * @param folder that of the layer
     */
    record Packages(PackageBuild build, Path folder) implements BuildJob {
        @Override
        public LambdaRuntime runtime() {
            return build.runtime();
        }

        @Override
        public Architecture architecture() {
            return build.architecture();
        }

        @Override
        public BuildContainer container(String image, BuildEnvironment environment, Equipment equipment) {
            return BuildContainer.of(build, image, environment, equipment);
        }

        @Override
        public BuildInput input() {
            return BuildInput.of(build);
        }

        @Override
        public InstallFailure.Attempt attempt(BuildContainer container) {
            return InstallFailure.Attempt.of(
                    build,
                    BuildContainer.runnable(build.command(Place.CONTAINER)),
                    place(container),
                    "pip found no '%1$s' for " + build.runtime()
                            + ": check its name and version; a private index is named with --build-env"
                            + " PIP_INDEX_URL, --codeartifact or in pip.conf");
        }

        @Override
        public Path target() {
            return build.packagesIn(folder);
        }

        @Override
        public void cleanUp() {
            build.removeLeftovers(folder);
        }
    }

    /** What a command makes. */
    record Command(CommandBuild build, Path folder) implements BuildJob {
        @Override
        public LambdaRuntime runtime() {
            return build.runtime();
        }

        @Override
        public Architecture architecture() {
            return build.architecture();
        }

        @Override
        public BuildContainer container(String image, BuildEnvironment environment, Equipment equipment) {
            return BuildContainer.of(build, image, environment, equipment);
        }

        @Override
        public BuildInput input() {
            return BuildInput.of(build);
        }

        @Override
        public InstallFailure.Attempt attempt(BuildContainer container) {
            return InstallFailure.Attempt.of(
                    build, place(container), "the image must hold '%1$s': --build-docker-repo, --build-docker-image");
        }

        @Override
        public Path target() {
            return build.packageIn(folder);
        }
    }

    private static String place(BuildContainer container) {
        return "in image " + container.image();
    }
}
