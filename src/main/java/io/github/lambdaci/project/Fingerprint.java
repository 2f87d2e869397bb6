package io.github.lambdaci.project;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the fingerprint of everything that decides what a build comes to. */
public final class Fingerprint {
    /** Raise it when the same inputs would be built to something else by a newer lambda-ci. */
    private static final int SCHEMA = 1;

    /** As {@link #SCHEMA}, for what a build command makes and for code with dependencies in it. */
    private static final int CODE_SCHEMA = 1;
    /** Raise it when slimming comes to remove something else. */
    private static final int SLIMMING = 1;

    private Fingerprint() {}

    /**
     * The fingerprint of code that a command builds, or that dependencies go into.
     *
     * @param toolchain what builds it, if a command does
     * @param dependencies the fingerprint of the dependencies in it, if there are any
     * @param files what it is made from
     */
    public static Sha256 of(
            LambdaRuntime runtime,
            Architecture architecture,
            Optional<Toolchain> toolchain,
            Optional<Sha256> dependencies,
            HashedTree files) {
        List<String> lines = new ArrayList<>();
        lines.add("code-schema " + CODE_SCHEMA);
        lines.add("runtime " + runtime.name());
        lines.add("architecture " + architecture.lambdaName());
        toolchain.ifPresent(tools -> addTools(lines, tools));
        dependencies.ifPresent(fingerprint -> lines.add("dependencies " + fingerprint));
        MessageDigest digest = Sha256.newDigest();
        digest.update(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
        for (int index = 0; index < files.entries().size(); index++) {
            digest.update(("\n" + line(files, index)).getBytes(StandardCharsets.UTF_8));
        }
        return Sha256.of(digest);
    }

    /** All of the content counts, also what looks like a credential: it is shipped as it is. */
    private static String line(HashedTree files, int index) {
        TreeEntry file = files.entries().get(index);
        return file.linkTarget()
                .map(target -> "link " + file.name() + "\nto " + target)
                .orElseGet(() -> (file.executable() ? "program " : "file ") + files.hash(index) + " " + file.name());
    }

    private static void addTools(List<String> lines, Toolchain toolchain) {
        lines.add("builder " + toolchain.builder());
        lines.add("image " + toolchain.image());
        toolchain.command().forEach(word -> lines.add("argument " + word));
    }

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
        addTools(lines, toolchain);
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
