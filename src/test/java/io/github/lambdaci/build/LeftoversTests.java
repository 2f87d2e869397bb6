package io.github.lambdaci.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTests {
    @TempDir
    Path packages;

    private Path file(String name) throws IOException {
        Path file = packages.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private void remove() throws IOException {
        Leftovers.remove(
                packages, PackageManagers.usual(Language.NODEJS).output().leftovers());
    }

    @Test
    void whatCompilingAnAddOnLeavesGoesAndTheAddOnStays() throws IOException {
        List<Path> gone = List.of(
                file(".package-lock.json"),
                file("sqlite/build/Makefile"),
                file("sqlite/build/config.gypi"),
                file("sqlite/build/sqlite.target.mk"),
                file("sqlite/build/Release/sqlite3.a"),
                file("@scope/addon/build/Release/.deps/Release/addon.node.d"),
                file("@scope/addon/build/Release/obj.target/addon/src/addon.o"));
        List<Path> kept = List.of(
                file("sqlite/build/Release/sqlite.node"),
                file("@scope/addon/build/Release/addon.node"),
                file("bundled/build/index.js"),
                file("bundled/Makefile"));

        remove();

        assertThat(gone).noneMatch(Files::exists);
        assertThat(packages.resolve("@scope/addon/build/Release/obj.target")).doesNotExist();
        assertThat(kept).allMatch(Files::exists);
    }

    @Test
    void whatALinkLeadsToIsLeftAlone() throws IOException {
        Path outside = file("elsewhere/python3");
        Files.createDirectories(packages.resolve("addon/build"));
        Path link = Files.createSymbolicLink(packages.resolve("addon/build/node_gyp_bins"), outside.getParent());

        remove();

        assertThat(link).doesNotExist();
        assertThat(outside).exists();
    }
}
