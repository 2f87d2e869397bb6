package io.github.lambdaci.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A package manager, described as data: what it reads, how it installs and what it leaves.
 *
 * @param name its command, as in {@code pip}
 * @param language the language that it installs packages for
 * @param descriptor the usual name of its package descriptor
 * @param readAtRunTime whether the language reads the descriptor at run time, so that it is code too
 * @param companions files beside the descriptor that change what is installed: lock files and settings
 * @param settings companions that are read only if a variable holds their path: the variable by the file's name
 * @param produces the folder that an install leaves beside the descriptor
 * @param layerPath where that folder's content belongs in a layer
 * @param leftovers globs of files and folders in that folder that no function needs and that differ from build to build
 * @param installs ways to install; the first whose lock file is there is taken
 */
public record PackageManager(
        String name,
        Language language,
        String descriptor,
        boolean readAtRunTime,
        List<String> companions,
        Map<String, String> settings,
        String produces,
        String layerPath,
        List<String> leftovers,
        List<Install> installs) {
    /** The oldest glibc that wheels are built for as {@code manylinux_2_N}: PEP 600 defines them from 2.17. */
    private static final int OLDEST_GLIBC = 17;

    /** Where an install runs. */
    public enum Place {
        /** In a build container of Lambda's own platform. */
        CONTAINER,
        /** On this machine, which may be of another platform than Lambda's. */
        HOST
    }

    /**
     * One way to install. Commands are run in the folder of the descriptor; these words in them are replaced:
     * {@code {descriptor}} by its file name, {@code {python}} by the language's version, {@code {cpu}} by the machine
     * as npm calls it, and {@code {platforms}} by the options that tell pip which wheels Lambda can load. Commands that are
     * joined by {@code &&} are run by a shell.
     *
     * @param lockFile the lock file that must be there, or an empty string
     * @param container the command in the build container
     * @param host the command on this machine; a word {@code lambda-ci:NAME} stands for a script of that name among this
     *     package's resources
     */
    public record Install(String lockFile, String container, String host) {}

    /**
     * The command that installs the packages of a descriptor.
     *
     * @param siblings names of the files in the descriptor's folder
     */
    public List<String> command(
            Place place,
            LambdaRuntime runtime,
            Architecture architecture,
            String descriptorName,
            Set<String> siblings) {
        Install install = install(siblings);
        String template = place == Place.CONTAINER ? install.container() : install.host();
        List<String> words = Arrays.stream(template.split(" "))
                .flatMap(word -> switch (word) {
                    case "{descriptor}" -> Stream.of(descriptorName);
                    case "{platforms}" -> wheelPlatforms(runtime, architecture);
                    default ->
                        Stream.of(word.replace("{python}", runtime.version()).replace("{cpu}", architecture.npmName()));
                })
                .toList();
        return words.contains("&&") ? List.of("sh", "-c", String.join(" ", words)) : words;
    }

    private Install install(Set<String> siblings) {
        return installs.stream()
                .filter(way -> way.lockFile().isEmpty() || siblings.contains(way.lockFile()))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<String> wheelPlatforms(LambdaRuntime runtime, Architecture architecture) {
        Stream<String> numbered = IntStream.rangeClosed(OLDEST_GLIBC, runtime.glibcMinor())
                .mapToObj(minor -> "manylinux_2_" + (OLDEST_GLIBC + runtime.glibcMinor() - minor));
        return Stream.concat(numbered, Stream.of("manylinux2014"))
                .flatMap(platform -> Stream.of("--platform", platform + "_" + architecture.wheelName()));
    }
}
