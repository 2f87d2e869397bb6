package io.github.lambdaci.host;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Architecture;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Refuses Node.js packages that had to be compiled and brought nothing that was compiled for the function's platform. */
final class NativeAddons {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODULES = "node_modules";

    /** Where ELF files tell their machine, after four bytes that tell ELF files. Source: the ELF specification. */
    private static final int ELF_MAGIC = 0x7f454c46;

    private static final int ELF_MACHINE = 18;
    private static final int ELF_HEADER = 20;

    private final Path modules;
    private final JsonNode locked;
    private final short machine;

    private NativeAddons(Path modules, JsonNode locked, Architecture architecture) {
        this.modules = modules;
        this.locked = locked;
        this.machine = switch (architecture) {
            case X86_64 -> 62;
            case ARM64 -> 183;
        };
    }

    static void refuseUncompiled(Path modules, PackageBuild build) {
        if (!Files.isDirectory(modules)) {
            return;
        }
        try {
            // npm's own record of what it installed; nothing for others.
            JsonNode locked = json(modules.resolve(".package-lock.json")).path("packages");
            List<String> names = new NativeAddons(modules, locked, build.architecture()).uncompiled();
            if (!names.isEmpty()) {
                throw new BuildException(
                        String.join(", ", names) + " must be compiled: there is no ready-made binary for linux/"
                                + build.architecture().dockerName() + " in what was installed",
                        "use --builder docker, which compiles in a container of Lambda's platform");
            }
        } catch (IOException e) {
            throw WorkspaceException.of("reading what was installed", e);
        }
    }

    private List<String> uncompiled() throws IOException {
        List<Path> addons;
        try (Stream<Path> files = Files.walk(modules)) {
            addons = files.filter(file -> file.endsWith("binding.gyp"))
                    .map(file -> Objects.requireNonNull(file.getParent()))
                    .filter(NativeAddons::isPackage)
                    .sorted()
                    .toList();
        }
        Stream.Builder<String> names = Stream.builder();
        for (Path addon : addons) {
            JsonNode manifest = json(addon.resolve("package.json"));
            if (mustBeCompiled(addon, manifest) && !isCompiled(addon, manifest)) {
                names.add(manifest.path("name").asText() + " "
                        + manifest.path("version").asText());
            }
        }
        return names.build().distinct().toList();
    }

    private static boolean isPackage(Path folder) {
        Path parent = Objects.requireNonNull(folder.getParent());
        boolean scoped = Objects.requireNonNull(parent.getFileName()).toString().startsWith("@");
        return (scoped ? Objects.requireNonNull(parent.getParent()) : parent).endsWith(MODULES);
    }

    /** Optional packages may fail to compile, and who uses them expects that. */
    private boolean mustBeCompiled(Path addon, JsonNode manifest) {
        String key = MODULES + "/" + modules.relativize(addon);
        boolean optional = locked.path(key).path("optional").asBoolean();
        boolean byScript = manifest.path("scripts").has("install")
                || manifest.path("scripts").has("preinstall");
        return !optional && (byScript || manifest.path("gypfile").asBoolean(true));
    }

    private boolean isCompiled(Path addon, JsonNode manifest) throws IOException {
        if (hasBinary(addon)) {
            return true;
        }
        for (Iterator<String> names = manifest.path("optionalDependencies").fieldNames(); names.hasNext(); ) {
            if (hasBinary(installed(names.next(), addon))) {
                return true;
            }
        }
        return false;
    }

    /** Where Node.js finds a package that another one requires. */
    private Path installed(String name, Path by) {
        for (Path folder = by; !folder.equals(modules); folder = Objects.requireNonNull(folder.getParent())) {
            Path candidate = folder.resolve(MODULES).resolve(name);
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return modules.resolve(name);
    }

    private boolean hasBinary(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        List<Path> binaries;
        try (Stream<Path> files = Files.walk(folder)) {
            binaries = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".node"))
                    .filter(file -> isFor(folder.relativize(file).toString()))
                    .toList();
        }
        for (Path binary : binaries) {
            if (isForMachine(binary)) {
                return true;
            }
        }
        return false;
    }

    /** Not of a package within, and not for another C library, which can be told by its name only. */
    private static boolean isFor(String name) {
        return !name.contains(MODULES) && !name.contains("musl");
    }

    private boolean isForMachine(Path binary) throws IOException {
        try (InputStream in = Files.newInputStream(binary)) {
            ByteBuffer header = ByteBuffer.wrap(in.readNBytes(ELF_HEADER));
            return header.limit() == ELF_HEADER
                    && header.getInt(0) == ELF_MAGIC
                    && header.order(ByteOrder.LITTLE_ENDIAN).getShort(ELF_MACHINE) == machine;
        }
    }

    private static JsonNode json(Path file) throws IOException {
        return Files.isRegularFile(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
    }
}
