package io.github.lambdaci.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A folder that looks like a JDK to the launcher; its Java takes note of being started, and archives at once. */
record StandInJdk(Path home) {
    /** Makes a JDK of a version, as in 25.0.3+9. */
    static StandInJdk make(Path home, String version) {
        StandInJdk jdk = new StandInJdk(home);
        try {
            Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
            Files.writeString(home.resolve("release"), """
                    IMPLEMENTOR="nobody"
                    JAVA_RUNTIME_VERSION="%s"
                    JAVA_VERSION="%s"
                    """.formatted(version, version.replaceFirst("\\+.*", "")));
            Files.writeString(java, """
                    #!/bin/sh
                    echo "$*" >>'%1$s/calls'
                    made=''
                    for word; do
                        case $word in
                            -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*) made=${word#*=} ;;
                            sandbox) echo 'export AWS_ENDPOINT_URL=http://127.0.0.1:1' ;;
                        esac
                    done
                    [ -n "$made" ] || exit 0
                    [ ! -p '%1$s/gate' ] || read -r opened <'%1$s/gate'
                    [ ! -e '%1$s/broken' ] || exit 1
                    echo archive >"$made"
                    """.formatted(home));
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path keytool = Files.writeString(home.resolve("bin/keytool"), "#!/bin/sh\n");
            Files.setPosixFilePermissions(keytool, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.writeString(
                    Files.createDirectories(home.resolve("lib/security")).resolve("cacerts"), "certificates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return jdk;
    }

    /** The arguments of each start, in order. */
    List<String> calls() throws IOException {
        Path calls = home.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** How often an archive was to be made. */
    long trainings() throws IOException {
        return calls().stream()
                .filter(call -> call.contains("-XX:AOTCacheOutput=") || call.contains("-XX:ArchiveClassesAtExit="))
                .count();
    }

    /** The arguments of the starts that were not about an archive. */
    List<String> runs() throws IOException {
        return calls().stream().filter(call -> !call.contains("-Xlog:all=off")).toList();
    }

    /** It cannot make certificates. */
    void removeKeytool() throws IOException {
        Files.delete(home.resolve("bin/keytool"));
    }

    /** Archives cannot be made with it. */
    void breakArchives() throws IOException {
        Files.createFile(home.resolve("broken"));
    }

    /** Lets whoever makes an archive wait for the gate to be opened. */
    void closeGate() throws IOException, InterruptedException {
        new ProcessBuilder("mkfifo", home.resolve("gate").toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Lets one who waits, or is going to, go on. */
    void openGate() throws IOException {
        Files.writeString(home.resolve("gate"), "\n");
    }
}
