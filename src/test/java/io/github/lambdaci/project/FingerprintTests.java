package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTests {
    private static final Toolchain DOCKER = new Toolchain("docker", "image:tag", List.of("npm", "ci"));

    @TempDir
    Path folder;

    private Path project(String place, String npmrc, String index) throws IOException {
        Path project = Files.createDirectories(folder.resolve(place));
        Files.writeString(project.resolve("package.json"), "{\"dependencies\":{\"a\":\"file:a\"}}");
        Files.writeString(project.resolve(".npmrc"), npmrc);
        Files.createDirectories(project.resolve("a"));
        Files.writeString(project.resolve("a/package.json"), "{}");
        Files.writeString(project.resolve("a/index.js"), index);
        return project;
    }

    private static Sha256 of(Path project, String runtime, Architecture architecture, Toolchain toolchain) {
        LambdaRuntime lambdaRuntime = LambdaRuntime.of(runtime);
        Descriptor descriptor = Descriptors.find(Optional.empty(), project, Optional.empty(), lambdaRuntime)
                .orElseThrow();
        return Fingerprint.of(descriptor, lambdaRuntime, architecture, toolchain, Packaging.USUAL);
    }

    private static Sha256 of(Path project, boolean slim, String... omitted) {
        LambdaRuntime runtime = LambdaRuntime.of("nodejs22.x");
        Packaging packaging =
                new Packaging(Optional.empty(), Optional.empty(), false, slim, List.of(omitted), omitted.length > 1);
        Descriptor descriptor = Descriptors.find(Optional.empty(), project, Optional.empty(), runtime)
                .orElseThrow();
        return Fingerprint.of(descriptor, runtime, Architecture.ARM64, DOCKER, packaging);
    }

    @Test
    void whatIsLeftOutMatters() throws IOException {
        Path project = project("one", "", "1");

        assertThat(of(project, false)).isEqualTo(of(project));
        assertThat(List.of(
                        of(project, false), of(project, true), of(project, false, "a"), of(project, false, "a", "b")))
                .doesNotHaveDuplicates();
        assertThat(of(project, true, "b", "a")).isEqualTo(of(project, true, "a", "b", "a"));
    }

    private static Sha256 of(Path project) {
        return of(project, "nodejs22.x", Architecture.ARM64, DOCKER);
    }

    @Test
    void placeTimesAndSecretsDoNotMatter() throws IOException {
        Path one = project("one", "//host/:_authToken=first\nregistry=https://u:p@host/\n", "1");
        Path other = project("deep/er/other", "//host/:_authToken=second\nregistry=https://v:q@host/\n", "1");
        Files.setLastModifiedTime(other.resolve("a/index.js"), FileTime.fromMillis(0));

        assertThat(of(other)).isEqualTo(of(one));
    }

    @Test
    void itIsTheSameInEveryRelease() throws IOException {
        // If this changes, every user's dependencies are built anew: raise the schema, and say so.
        assertThat(of(project("one", "", "1")))
                .hasToString("f4aca31178553de98129f11e0620f03631c0bc22787430605bedb28382a9e1de");
    }

    @Test
    void everythingThatDecidesWhatIsBuiltMatters() throws IOException {
        Path project = project("one", "registry=https://host/", "1");
        Sha256 before = of(project);

        assertThat(List.of(
                        of(project("two", "registry=https://host/", "2")),
                        of(project("three", "registry=https://other/", "1")),
                        of(project, "nodejs24.x", Architecture.ARM64, DOCKER),
                        of(project, "nodejs22.x", Architecture.X86_64, DOCKER),
                        of(project, "nodejs22.x", Architecture.ARM64, toolchain("host", "image:tag", "ci")),
                        of(project, "nodejs22.x", Architecture.ARM64, toolchain("docker", "image:new", "ci")),
                        of(project, "nodejs22.x", Architecture.ARM64, toolchain("docker", "image:tag", "install"))))
                .doesNotContain(before)
                .doesNotHaveDuplicates();
    }

    private static Sha256 ofCode(
            LambdaRuntime runtime, Optional<Toolchain> tools, Optional<Sha256> packages, Path code) {
        return Fingerprint.of(
                runtime,
                Architecture.ARM64,
                tools,
                packages,
                HashedTree.of(SourceTree.of(code).buildInput("dist")));
    }

    @Test
    void thatOfCodeIsTheSameInEveryRelease() throws IOException {
        // If this changes, every user's code is built anew, which is seldom the same bytes: it is released anew.
        Path code = project("one", "", "1");
        assertThat(ofCode(LambdaRuntime.of("java21"), Optional.of(DOCKER), Optional.empty(), code))
                .hasToString("9f4ef83ad07ba476f19868983fb7930dbb762196b75bb61ec6d7ee8ae978654c");
    }

    @Test
    void everythingThatDecidesWhatCodeBecomesMatters() throws IOException {
        Path code = project("one", "", "1");
        LambdaRuntime java = LambdaRuntime.of("java21");
        Sha256 packages = Sha256.of(new byte[] {1});
        List<Sha256> different = new ArrayList<>(List.of(
                ofCode(java, Optional.of(DOCKER), Optional.empty(), code),
                ofCode(java, Optional.empty(), Optional.empty(), code),
                ofCode(java, Optional.of(DOCKER), Optional.of(packages), code),
                ofCode(java, Optional.of(toolchain("docker", "image:tag", "other")), Optional.empty(), code),
                ofCode(LambdaRuntime.of("java17"), Optional.of(DOCKER), Optional.empty(), code),
                ofCode(java, Optional.of(DOCKER), Optional.empty(), project("two", "", "2"))));
        Files.setPosixFilePermissions(code.resolve("a/index.js"), PosixFilePermissions.fromString("rwxr-xr-x"));
        different.add(ofCode(java, Optional.of(DOCKER), Optional.empty(), code));
        Files.delete(code.resolve("a/index.js"));
        Files.createSymbolicLink(code.resolve("a/index.js"), Path.of("package.json"));
        different.add(ofCode(java, Optional.of(DOCKER), Optional.empty(), code));

        assertThat(different).doesNotHaveDuplicates();
    }

    private static Toolchain toolchain(String builder, String image, String argument) {
        return new Toolchain(builder, image, List.of("npm", argument));
    }

    @Test
    void aRenamedFileMatters() throws IOException {
        Path project = project("one", "", "1");
        Sha256 before = of(project);
        Files.move(project.resolve("a/index.js"), project.resolve("a/main.js"));

        assertThat(of(project)).isNotEqualTo(before);
    }

    @Test
    void anAddressInSourceCodeIsCode() throws IOException {
        assertThat(of(project("one", "", "'amqp://user:one@host'")))
                .isNotEqualTo(of(project("two", "", "'amqp://user:two@host'")));
    }
}
