package io.github.lambdaci.docker;

import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.build.CommandBuild;
import io.github.lambdaci.build.PackageBuild;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a build works on.
 *
 * @param folder a folder of the project that must be there even if it is empty: empty, or ending with {@code /}
 * @param files the files, by their paths in the project
 * @param rewritten what the build gets in place of some files' own content, by their paths
 * @param keepsTimes whether they are as old as on this machine: a command may look for what has changed since it ran last
 */
record BuildInput(String folder, List<TreeEntry> files, Map<String, byte[]> rewritten, boolean keepsTimes) {
    static BuildInput of(PackageBuild build) {
        List<TreeEntry> files = build.descriptor().inputs().stream()
                .map(input -> TreeEntry.of(input.name(), input.file()))
                .toList();
        Map<String, byte[]> rewritten = new HashMap<>();
        build.descriptor()
                .inputs()
                .forEach(input -> input.content().ifPresent(content -> rewritten.put(input.name(), content)));
        return new BuildInput(build.descriptor().folder(), files, rewritten, false);
    }

    static BuildInput of(CommandBuild build) {
        return new BuildInput(CommandBuild.OUTPUT + "/", build.input(), Map.of(), true);
    }
}
