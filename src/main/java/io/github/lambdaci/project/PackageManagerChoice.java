package io.github.lambdaci.project;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManager.Sign;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The package manager of a project, and where its descriptor is.
 *
 * @param manager the package manager
 * @param sign what told: the name of a file, or of the option
 * @param descriptor the descriptor
 */
record PackageManagerChoice(PackageManager manager, String sign, Path descriptor) {
    private static final String OPTION = "--package-manager";

    /** Whether it was asked for by name. */
    boolean isGiven() {
        return sign.equals(OPTION);
    }

    /** What the descriptor's folder says, for one that was given by its path. */
    static PackageManagerChoice ofDescriptor(Path descriptor, Optional<String> named, Language language) {
        if (named.isPresent()) {
            return new PackageManagerChoice(named(named.get(), language), OPTION, descriptor);
        }
        Path folder = Objects.requireNonNull(descriptor.toAbsolutePath().getParent());
        String fileName = descriptor.getFileName().toString();
        List<PackageManager> readers = PackageManagers.of(language).stream()
                .filter(manager -> manager.descriptor().equals(fileName))
                .toList();
        Optional<PackageManagerChoice> bySign = best(readers, folder);
        if (bySign.isPresent()) {
            return new PackageManagerChoice(bySign.get().manager(), bySign.get().sign(), descriptor);
        }
        Optional<PackageManager> ofLock = PackageManagers.of(language).stream()
                .filter(manager ->
                        manager.signs().stream().anyMatch(sign -> sign.file().equals(fileName)))
                .findFirst();
        if (ofLock.isPresent()) {
            return new PackageManagerChoice(
                    ofLock.get(),
                    fileName,
                    descriptor.resolveSibling(ofLock.get().descriptor()));
        }
        // Requirements files have any name.
        PackageManager usual = readers.stream().findFirst().orElse(PackageManagers.usual(language));
        return new PackageManagerChoice(usual, fileName, descriptor);
    }

    /** What the first of some folders with a descriptor says; nothing if none of them has one. */
    static Optional<PackageManagerChoice> in(List<Path> folders, Optional<String> named, Language language) {
        if (named.isEmpty()) {
            return firstSign(PackageManagers.of(language), folders);
        }
        PackageManager manager = named(named.get(), language);
        return folders.stream()
                .map(folder -> folder.resolve(manager.descriptor()))
                .filter(Files::exists)
                .findFirst()
                .map(descriptor -> new PackageManagerChoice(manager, OPTION, descriptor));
    }

    private static Optional<PackageManagerChoice> firstSign(List<PackageManager> managers, List<Path> folders) {
        // pip's before all: a project that other tools manage too exports a requirements file for its function.
        return managers.stream()
                .map(PackageManager::descriptor)
                .distinct()
                .flatMap(descriptor -> folders.stream()
                        .filter(folder -> Files.exists(folder.resolve(descriptor)))
                        .flatMap(folder -> best(withDescriptor(managers, descriptor), folder).stream()))
                .findFirst();
    }

    private static List<PackageManager> withDescriptor(List<PackageManager> managers, String descriptor) {
        return managers.stream()
                .filter(manager -> manager.descriptor().equals(descriptor))
                .toList();
    }

    private static Optional<PackageManagerChoice> best(List<PackageManager> managers, Path folder) {
        int weights = managers.stream()
                .mapToInt(manager -> manager.signs().size())
                .max()
                .orElse(0);
        for (int weight = 0; weight < weights; weight++) {
            for (PackageManager manager : managers) {
                if (weight < manager.signs().size()
                        && isIn(folder, manager.signs().get(weight))) {
                    String sign = manager.signs().get(weight).file();
                    return Optional.of(new PackageManagerChoice(manager, sign, folder.resolve(manager.descriptor())));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isIn(Path folder, Sign sign) {
        Path file = folder.resolve(sign.file());
        try {
            // In one byte per character, any content can be read.
            return Files.isRegularFile(file)
                    && sign.content()
                            .matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .find();
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + file, e);
        }
    }

    private static PackageManager named(String name, Language language) {
        return PackageManagers.named(name)
                .filter(manager -> manager.language() == language)
                .orElseThrow(() -> new ProjectException(
                        "'" + name + "' is no package manager that lambda-ci uses for " + language.title(),
                        "give one of these, or leave the option out: --package-manager "
                                + PackageManagers.of(language).stream()
                                        .map(PackageManager::name)
                                        .collect(Collectors.joining("|"))));
    }
}
