package io.github.lambdaci.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A package manager, described as data: by what it is recognised, what it reads, how it installs and what it leaves.
 *
 * @param name what {@code --package-manager} calls it, as in {@code pip}
 * @param language the language that it installs packages for
 * @param descriptor the usual name of its package descriptor
 * @param signs by what it is told from the language's others, the weightiest first
 * @param format how the descriptor names further files
 * @param companions files and folders beside the descriptor that change what is installed: lock files and settings
 * @param settings companions that are read only if a variable holds their path: the variable by the file's name
 * @param output what an install leaves
 * @param installs ways to install; the first whose lock file is there is taken
 */
public record PackageManager(
        String name,
        Language language,
        String descriptor,
        List<Sign> signs,
        Format format,
        List<String> companions,
        Map<String, String> settings,
        Output output,
        List<Install> installs) {
    /** The oldest glibc that wheels are built for as {@code manylinux_2_N}: PEP 600 defines them from 2.17. */
    private static final int OLDEST_GLIBC = 17;

    /** The first glibc after 2.17 that uv has a platform for. */
    private static final int UV_GLIBC = 28;

    /** Where an install runs. */
    public enum Place {
        /** In a build container of Lambda's own platform. */
        CONTAINER,
        /** On this machine, which may be of another platform than Lambda's. */
        HOST
    }

    /** How a descriptor, or the lock file beside it, names further files. */
    public enum Format {
        /** pip's requirements file. */
        REQUIREMENTS,
        /** TOML or JSON in which some keys hold paths. */
        PATHS,
        /** npm's {@code package.json}, with workspaces. */
        PACKAGE_JSON
    }

    /**
     * A file beside the descriptor that tells which package manager a project uses.
     *
     * @param file its name
     * @param content what is found in it, if its name does not tell
     */
    public record Sign(String file, Pattern content) {
        private static final Pattern ANYTHING = Pattern.compile("");

        /** A file whose name tells. */
        public static Sign of(String file) {
            return new Sign(file, ANYTHING);
        }

        /** A file that tells if something is found in it. */
        public static Sign of(String file, String content) {
            return new Sign(file, Pattern.compile(content, Pattern.MULTILINE));
        }
    }

    /**
     * What an install leaves.
     *
     * @param folder the folder that it makes beside the descriptor
     * @param layerPath where that folder's content belongs in a layer
     * @param leftovers globs of what is in that folder that no function needs and that differs from build to build
     */
    public record Output(String folder, String layerPath, List<String> leftovers) {}

    /**
     * One way to install. Commands are run in the folder of the descriptor; a word {@code lambda-ci:NAME} stands for one of
     * the {@link Scripts}, and these words are replaced: {@code {descriptor}} by its file name, {@code {python}} by the
     * language's version, {@code {cpu}} by the machine as npm calls it, {@code {uv-platform}} by the platform as uv calls
     * it, and {@code {platforms}} by the options that tell pip which wheels Lambda can load. Commands that are joined by
     * {@code &&} are run by a shell.
     *
     * @param lockFile the lock file that must be there, or an empty string
     * @param container the command in the build container
     * @param host the command on this machine
     */
    public record Install(String lockFile, String container, String host) {}

    /** Whether the language reads the descriptor at run time, so that it is code too. */
    public boolean readAtRunTime() {
        return format == Format.PACKAGE_JSON;
    }

    /**
     * The words of the command that installs the packages of a descriptor.
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
        return Arrays.stream(template.split(" "))
                .flatMap(word -> switch (word) {
                    case "{descriptor}" -> Stream.of(descriptorName);
                    case "{platforms}" -> wheelPlatforms(runtime, architecture);
                    default ->
                        Stream.of(word.replace("{python}", runtime.version())
                                .replace("{cpu}", architecture.npmName())
                                .replace("{uv-platform}", uvPlatform(runtime, architecture)));
                })
                .toList();
    }

    /**
     * A command that does the same as an install in a container, in less time where the container can do that.
     *
     * @param command what {@link #command} says
     * @param requirements the logical lines of all requirements files; none if the descriptor is something else
     */
    public List<String> quicker(List<String> command, String descriptorName, List<String> requirements) {
        return UvForPip.command(command, descriptorName, output.folder(), requirements)
                .orElse(command);
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

    /** Source: the values of {@code --python-platform} in uv's reference. */
    private static String uvPlatform(LambdaRuntime runtime, Architecture architecture) {
        int glibc = runtime.glibcMinor() < UV_GLIBC ? OLDEST_GLIBC : runtime.glibcMinor();
        return architecture.wheelName() + "-manylinux_2_" + glibc;
    }
}
