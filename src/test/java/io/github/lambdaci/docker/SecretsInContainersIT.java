package io.github.lambdaci.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.PackageBuild;
import io.github.lambdaci.build.SecretFiles;
import io.github.lambdaci.project.Descriptor;
import io.github.lambdaci.project.InputFile;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.runtime.PackageManagers;
import io.github.lambdaci.testing.PackageIndex;
import io.github.lambdaci.testing.RecordingBuildLog;
import io.github.lambdaci.testing.SourceDistributions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a secret is while a container builds with it, and where it is not. */
final class SecretsInContainersIT {
    private static final String SECRET = "s3cr3t-t0ken-0f-the-index";
    private static final String IMAGE = "lambda-ci-test/secrets:it";

    private final PackageIndex index = PackageIndex.start();
    private final RecordingBuildLog log = new RecordingBuildLog();

    @TempDir
    Path folder;

    @BeforeEach
    void makeImage() throws IOException {
        String base =
                TestEngine.imagesOrSkip(Language.PYTHON).reference(LambdaRuntime.of("python3.11"), Architecture.X86_64);
        // An image of its own, and with it a cache of its own; not root, who could read and write everything.
        TestEngine.image(Files.createDirectory(folder.resolve("image")), IMAGE, "FROM " + base + "\nUSER 1000:1000\n");
        index.addWheel("private", "1.0.0", "VALUE = 1\n");
        index.addDistribution("sourced", "sourced-1.0.0.tar.gz", SourceDistributions.make("sourced", "1.0.0"));
        index.demand("robot", SECRET);
    }

    @AfterEach
    void removeImage() {
        index.close();
        TestEngine.removeImage(IMAGE);
        TestEngine.removeCaches(IMAGE);
    }

    private void build(String... requirements) throws IOException {
        Path file = Files.writeString(folder.resolve("requirements.txt"), String.join("\n", requirements));
        Descriptor descriptor = new Descriptor(
                PackageManagers.usual(Language.PYTHON),
                "requirements.txt",
                folder,
                "requirements.txt",
                List.of(new InputFile("requirements.txt", file, Optional.empty())));
        Path netrc = Files.writeString(folder.resolve(".netrc"), "machine 127.0.0.1 login robot password " + SECRET);
        BuildEnvironment environment = new BuildEnvironment(
                        Map.of(
                                "PIP_INDEX_URL",
                                index.pipIndexUrl(),
                                // pip caches what came over plain HTTP only from hosts that are trusted.
                                "PIP_TRUSTED_HOST",
                                index.pipIndexUrl().replaceAll("^http://|/simple/$", "")),
                        Optional.empty(),
                        Optional.of("host"))
                .with(SecretFiles.of(List.of(netrc.toString())));
        try (DockerPackageBuilder builder = new DockerPackageBuilder(
                TestEngine.orSkip(),
                BuildImages.of(Optional.empty(), Optional.of(IMAGE)),
                ContainerOptions.USUAL,
                environment,
                log)) {
            builder.build(
                    new PackageBuild(descriptor, LambdaRuntime.of("python3.11"), Architecture.X86_64),
                    Files.createTempDirectory(folder, "layer"));
        }
    }

    @Test
    void aSecretIsNeitherInTheContainersSettingsNorOnItsDisk() throws Exception {
        CountDownLatch asked = index.addStalled("stalled");
        Thread building = new Thread(() -> {
            try {
                build("private", "stalled");
            } catch (IOException | RuntimeException e) {
                // It is interrupted below.
            }
        });
        building.start();
        assertThat(asked.await(2, TimeUnit.MINUTES)).isTrue();

        try (DockerConnection connection = TestEngine.connect()) {
            DockerClient client = connection.client();
            String id = TestEngine.containers(index.pipIndexUrl()).iterator().next();
            String inspected =
                    String.valueOf(client.inspectContainerCmd(id).exec().getRawValues())
                            + client.inspectContainerCmd(id).exec();
            assertThat(inspected).contains("with-secrets.sh").doesNotContain(forms());
            assertThat(disk(client, id))
                    .contains("lambda-ci/home/.netrc", "/lambda-ci/secrets/.netrc")
                    .noneMatch(SecretsInContainersIT::holdsSecret);
        } finally {
            building.interrupt();
            building.join(TimeUnit.MINUTES.toMillis(1));
        }
        assertThat(TestEngine.containers(index.pipIndexUrl())).isEmpty();
        assertThat(log.output().toString()).doesNotContain(forms());
    }

    @Test
    void aSecretIsNotInTheCache() throws Exception {
        index.allowCaching();
        build("private", "sourced");

        try (DockerConnection connection = TestEngine.connect()) {
            DockerClient client = connection.client();
            List<String> caches = TestEngine.caches(client, IMAGE);
            assertThat(caches).singleElement().asString().startsWith("lambda-ci-cache-python3.11-x86_64-");
            assertThat(TestEngine.volume(client, caches.get(0), IMAGE))
                    .anyMatch(text -> text.contains("sourced-1.0.0"))
                    .noneMatch(SecretsInContainersIT::holdsSecret);
        }
    }

    @Test
    void whatWasDownloadedOnceIsNotDownloadedAgain() throws Exception {
        index.allowCaching();
        build("private", "sourced");
        List<String> first = downloads();

        build("private", "sourced");

        assertThat(first).hasSize(2);
        assertThat(downloads()).isEqualTo(first);
    }

    private List<String> downloads() {
        return index.requests().stream()
                .filter(path -> path.endsWith(".tar.gz") || path.endsWith(".whl"))
                .toList();
    }

    private static String[] forms() {
        byte[] login = ("robot:" + SECRET).getBytes(StandardCharsets.UTF_8);
        String inNetrc = "machine 127.0.0.1 login robot password " + SECRET;
        return new String[] {
            SECRET,
            Base64.getEncoder().encodeToString(login),
            Base64.getEncoder().encodeToString(inNetrc.getBytes(StandardCharsets.UTF_8))
        };
    }

    private static boolean holdsSecret(String text) {
        for (String form : forms()) {
            if (text.contains(form)) {
                return true;
            }
        }
        return false;
    }

    /** Names, targets of links and contents of all that the container has beyond its image's. */
    private static List<String> disk(DockerClient client, String id) throws IOException {
        List<String> all = new ArrayList<>();
        assertThat(client.containerDiffCmd(id).exec())
                .extracting(change -> change.getPath().replaceFirst("(?<=.)/.*", ""))
                .containsOnly("/lambda-ci", "/tmp");
        for (String path : new String[] {"/lambda-ci", "/tmp"}) {
            try (InputStream archive =
                    client.copyArchiveFromContainerCmd(id, path).exec()) {
                all.addAll(TestEngine.contents(archive));
            }
        }
        return all;
    }
}
