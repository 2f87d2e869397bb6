package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.runtime.Language;
import io.github.lambdaci.testing.FixtureProjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Assumptions;

/** The engine and the build images that tests use. */
public final class TestEngine {
    /** Where CI puts the images that docker/build-images builds. */
    public static final String REPOSITORY = "lambda-ci-test/images";

    private TestEngine() {}

    /** Skips the test, saying why, where no engine answers. */
    public static DockerEngine orSkip() {
        DockerEngine engine = new DockerEngine(System.getenv());
        boolean answers = engine.answers();
        if (!answers) {
            System.err.println(
                    "SKIPPED: no Docker engine answers at " + engine.endpoint().host());
        }
        Assumptions.assumeTrue(answers, "no Docker engine answers");
        return engine;
    }

    /**
     * The images to build with: those that LAMBDA_CI_TEST_PYTHON_IMAGE and LAMBDA_CI_TEST_NODEJS_IMAGE name, else those
     * of docker/, else what those are built on locally, else AWS's. Skips the test where the engine has none of them and
     * cannot pull.
     */
    public static BuildImages imagesOrSkip(Language language) {
        orSkip();
        String variable = "LAMBDA_CI_TEST_" + language.name() + "_IMAGE";
        String base = "lambda-ci-test/build:" + language.name().toLowerCase(Locale.ROOT);
        Optional<String> image = Optional.ofNullable(System.getProperty(variable, System.getenv(variable)))
                .or(() -> Stream.of(own(language), base)
                        .filter(TestEngine::isThere)
                        .findFirst());
        if (image.isPresent()) {
            return BuildImages.of(Optional.empty(), image);
        }
        BuildImages images = BuildImages.of(Optional.empty(), Optional.empty());
        String reference = images.reference(LambdaRuntime.of(FixtureProjects.runtime(language)), Architecture.X86_64);
        boolean pulled = isThere(reference) || pull(reference);
        if (!pulled) {
            System.err.println("SKIPPED: neither " + variable + " nor " + base + " is there, and " + reference
                    + " cannot be pulled");
        }
        Assumptions.assumeTrue(pulled, "no build image for " + language);
        return images;
    }

    private static String own(Language language) {
        return REPOSITORY + ":build-" + FixtureProjects.runtime(language);
    }

    /** Skips the test where the image of docker/ is not there: others need not hold what compiles add-ons. */
    public static void ownImageOrSkip(Language language) {
        orSkip();
        String image = own(language);
        boolean there = isThere(image);
        if (!there) {
            System.err.println("SKIPPED: " + image + " is not there: docker/build-images makes it");
        }
        Assumptions.assumeTrue(there, "no image of docker/ for " + language);
    }

    static boolean isThere(String image) {
        try (DockerConnection connection = connect()) {
            return !String.valueOf(
                            connection.client().inspectImageCmd(image).exec().getId())
                    .isEmpty();
        } catch (NotFoundException e) {
            return false;
        }
    }

    static boolean pull(String image) {
        try (DockerConnection connection = connect()) {
            connection.client().pullImageCmd(image).start().awaitCompletion();
            return true;
        } catch (RuntimeException | InterruptedException e) {
            return false;
        }
    }

    static DockerConnection connect() {
        return DockerConnection.open(new DockerEngine(System.getenv()).endpoint());
    }

    /** Makes an image on top of another. */
    static String image(Path folder, String tag, String dockerfile) throws IOException {
        Path file = Files.write(folder.resolve("Dockerfile"), dockerfile.getBytes(StandardCharsets.UTF_8));
        try (DockerConnection connection = connect()) {
            DockerClient client = connection.client();
            client.buildImageCmd(file.toFile())
                    .withTags(Set.of(tag))
                    .exec(new BuildImageResultCallback())
                    .awaitImageId();
        }
        return tag;
    }

    static void removeImage(String tag) {
        try (DockerConnection connection = connect()) {
            connection.client().removeImageCmd(tag).withForce(true).exec();
        } catch (NotFoundException e) {
            // The test that would have made it was skipped.
        }
    }

    /** Removes the caches of an image. */
    static void removeCaches(String image) {
        try (DockerConnection connection = connect()) {
            DockerClient client = connection.client();
            caches(client, image).forEach(name -> client.removeVolumeCmd(name).exec());
        }
    }

    /** Names of the volumes with the caches of an image. */
    static List<String> caches(DockerClient client, String image) {
        return client
                .listVolumesCmd()
                .withFilter("label", List.of("io.github.lambdaci.image=" + image))
                .exec()
                .getVolumes()
                .stream()
                .map(InspectVolumeResponse::getName)
                .toList();
    }

    /** Names, targets of links and contents of all that is in a volume. */
    static List<String> volume(DockerClient client, String name, String image) throws IOException {
        String id = client.createContainerCmd(image)
                .withCmd("true")
                .withHostConfig(HostConfig.newHostConfig().withBinds(Bind.parse(name + ":/volume")))
                .exec()
                .getId();
        try (InputStream archive =
                client.copyArchiveFromContainerCmd(id, "/volume").exec()) {
            return contents(archive);
        } finally {
            client.removeContainerCmd(id).exec();
        }
    }

    /** Names, targets of links and contents of all that is in a tar. */
    static List<String> contents(InputStream archive) throws IOException {
        List<String> all = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                all.add(entry.getName());
                all.add(entry.getLinkName());
                all.add(new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    /** The containers of lambda-ci, running or not, that know an address: others may be of another run. */
    static Set<String> containers(String address) {
        try (DockerConnection connection = connect()) {
            DockerClient client = connection.client();
            return client
                    .listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of("io.github.lambdaci"))
                    .exec()
                    .stream()
                    .map(container -> container.getId())
                    .filter(id -> knows(client, id, address))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean knows(DockerClient client, String id, String address) {
        try {
            String[] variables =
                    client.inspectContainerCmd(id).exec().getConfig().getEnv();
            return variables != null && String.join(" ", variables).contains(address);
        } catch (NotFoundException e) {
            return false;
        }
    }
}
