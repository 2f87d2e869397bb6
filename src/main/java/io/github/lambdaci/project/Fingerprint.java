package io.github.lambdaci.project;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Makes the fingerprint of everything that decides what a build of the dependencies comes to. */
public final class Fingerprint {
    /** Raise it when the same inputs would be built to something else by a newer lambda-ci. */
    private static final int SCHEMA = 1;

    /** Raise it when slimming comes to remove something else. */
    private static final int SLIMMING = 1;

    private Fingerprint() {}

    /** The fingerprint; equal for equal inputs on any machine, and free of secrets, times and absolute paths. */
    public static Sha256 of(
            Descriptor descriptor,
            LambdaRuntime runtime,
            Architecture architecture,
            Toolchain toolchain,
            Packaging packaging) {
        List<String> lines = new ArrayList<>();
        lines.add("schema " + SCHEMA);
        lines.add("runtime " + runtime.name());
        lines.add("architecture " + architecture.lambdaName());
        lines.add("package-manager " + descriptor.manager().name());
        lines.add("builder " + toolchain.builder());
        lines.add("image " + toolchain.image());
        toolchain.command().forEach(word -> lines.add("argument " + word));
        for (InputFile input : descriptor.inputs()) {
            lines.add("file " + Descriptor.fingerprint(input.file()) + " " + input.name());
        }
        lines.addAll(leftOut(packaging, runtime));
        return Sha256.of(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing for a project that leaves nothing out, so that its fingerprint stays what it was before it could. */
    private static List<String> leftOut(Packaging packaging, LambdaRuntime runtime) {
        List<String> lines = new ArrayList<>();
        if (packaging.slim()) {
            lines.add("slim " + SLIMMING);
        }
        packaging.omitted().stream()
                .map(runtime.language()::packageName)
                .distinct()
                .sorted()
                .forEach(name -> lines.add("omit " + name));
        return lines;
    }
}
