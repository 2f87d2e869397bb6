package io.github.lambdaci.build;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.PackageManager.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Packages to build.
 *
 * @param descriptor what names them
 * @param runtime the runtime that they are for
 * @param architecture the architecture that they are for
 */
public record PackageBuild(Descriptor descriptor, LambdaRuntime runtime, Architecture architecture) {
    /**
     * The variables that tell the package manager where its settings are.
     *
     * @param folder the folder that the install is run in, ending with {@code /}
     */
    public Map<String, String> settings(String folder) {
        Map<String, String> variables = new TreeMap<>();
        descriptor.manager().settings().forEach((file, variable) -> {
            if (descriptor.siblings().contains(file)) {
                variables.put(variable, folder + file);
            }
        });
        return variables;
    }

    /** The install command, which is run in the descriptor's folder. */
    public List<String> command(Place place) {
        return descriptor.manager().command(place, runtime, architecture, descriptor.fileName(), descriptor.siblings());
    }

    /** What a build container runs: the {@link #command install command}, or what does the same in less time. */
    public List<String> containerCommand() {
        return descriptor.manager().quicker(command(Place.CONTAINER), descriptor.fileName(), descriptor.requirements());
    }

    /** Where the packages belong in a layer. */
    public Path packagesIn(Path layer) {
        return layer.resolve(descriptor.manager().output().layerPath());
    }

    /** Removes what the package manager leaves among the packages and no function needs. */
    public void removeLeftovers(Path layer) {
        try {
            Leftovers.remove(packagesIn(layer), descriptor.manager().output().leftovers());
        } catch (IOException e) {
            throw WorkspaceException.of("tidying the packages", e);
        }
    }
}
