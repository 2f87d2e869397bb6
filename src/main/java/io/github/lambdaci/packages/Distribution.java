package io.github.lambdaci.packages;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Python distribution, as its {@code .dist-info} describes it.
 *
 * @param name its name as its authors write it
 * @param record its RECORD
 * @param lines what the RECORD says
 * @param notes the files of its {@code .dist-info}, which the RECORD need not name
 */
record Distribution(String name, Path record, List<RecordLine> lines, Set<String> notes) {
    /** The distributions in a folder; one without a RECORD cannot be told from others and is none. */
    static List<Distribution> in(Path packages) throws IOException {
        List<Distribution> found = new ArrayList<>();
        try (DirectoryStream<Path> infos = Files.newDirectoryStream(packages, "*.dist-info")) {
            for (Path info : infos) {
                Path record = info.resolve("RECORD");
                if (Files.isRegularFile(record)) {
                    List<RecordLine> lines = Files.readAllLines(record).stream()
                            .filter(line -> !line.isBlank())
                            .map(RecordLine::of)
                            .toList();
                    found.add(new Distribution(name(info), record, lines, notes(info)));
                }
            }
        }
        found.sort(Comparator.comparing(Distribution::name));
        return found;
    }

    private static Set<String> notes(Path info) throws IOException {
        try (Stream<Path> files = Files.walk(info)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> info.getFileName() + "/" + info.relativize(file))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    private static String name(Path info) throws IOException {
        Path metadata = info.resolve("METADATA");
        if (Files.isRegularFile(metadata)) {
            for (String line : Files.readAllLines(metadata)) {
                if (line.startsWith("Name:")) {
                    return line.substring("Name:".length()).strip();
                }
                if (line.isEmpty()) {
                    break;
                }
            }
        }
        return info.getFileName().toString().replaceFirst("-[^-]*$", "");
    }

    /** Paths of its files below the folder of the packages. */
    Set<String> files() {
        return Stream.concat(lines.stream().map(RecordLine::inPackages), notes.stream())
                .collect(Collectors.toSet());
    }
}
