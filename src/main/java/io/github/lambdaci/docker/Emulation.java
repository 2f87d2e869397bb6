package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.WaitResponse;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.InterruptedRunException;
import io.github.lambdaci.runtime.Architecture;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Tells whether an engine can run programs of an architecture other than its own.
 *
 * <p>It is tried with a program of a few bytes in an image of its own: nothing has to be pulled for it, and it is right for
 * any engine, remote ones and those in virtual machines included.
 */
final class Emulation {
    private static final String REPOSITORY = "lambda-ci-probe";
    private static final String PROGRAM = "probe";

    private static final int ELF_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final long ADDRESS = 0x400000;

    private final DockerClient docker;

    Emulation(DockerClient docker) {
        this.docker = docker;
    }

    boolean runs(Architecture architecture) {
        String name = REPOSITORY + ":" + UUID.randomUUID();
        try {
            docker.loadImageCmd(new ByteArrayInputStream(image(name, architecture)))
                    .exec();
            return endsWell(name, "linux/" + architecture.dockerName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("finding out what the engine can run");
        } catch (RuntimeException e) {
            // An engine that refuses the trial for another reason will say so again when it builds.
            return !String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("exec format error");
        } finally {
            cleanUp(name);
        }
    }

    private boolean endsWell(String name, String platform) throws InterruptedException {
        // Its name is the image's, so that both can be removed by it whatever happened.
        String id = docker.createContainerCmd(name)
                .withName(containerOf(name))
                .withPlatform(platform)
                .withEntrypoint("/" + PROGRAM)
                .withLabels(BuildContainer.LABELS)
                .exec()
                .getId();
        docker.startContainerCmd(id).exec();
        AtomicInteger status = new AtomicInteger(-1);
        docker.waitContainerCmd(id)
                .exec(new Answers<WaitResponse>() {
                    @Override
                    public void onNext(WaitResponse response) {
                        status.set(response.getStatusCode());
                    }
                })
                .await();
        return status.get() == 0;
    }

    private static String containerOf(String name) {
        return name.replace(':', '-');
    }

    private void cleanUp(String name) {
        // An interrupted thread could not speak to the engine.
        boolean interrupted = Thread.interrupted();
        try {
            docker.removeContainerCmd(containerOf(name)).withForce(true).exec();
        } catch (RuntimeException e) {
            // It was not made.
        }
        try {
            docker.removeImageCmd(name).withForce(true).exec();
        } catch (RuntimeException e) {
            // It was not taken.
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** An image as the docker command saves one. Source: the image specification of the moby project, version 1.2. */
    private static byte[] image(String name, Architecture architecture) {
        byte[] layer = tar(Map.of(PROGRAM, program(architecture)));
        String config = "{\"architecture\":\"" + architecture.dockerName() + "\",\"os\":\"linux\",\"config\":{},"
                + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"sha256:"
                + Sha256.of(layer).hex() + "\"]}}";
        String manifest = "[{\"Config\":\"config.json\",\"RepoTags\":[\"" + name + "\"],\"Layers\":[\"layer.tar\"]}]";
        return tar(Map.of(
                "layer.tar", layer,
                "config.json", config.getBytes(StandardCharsets.US_ASCII),
                "manifest.json", manifest.getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                entry.setMode(0755);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes every byte", e);
        }
        return bytes.toByteArray();
    }

    /** A program that does nothing but end with status 0: a header, one segment and the system call. */
    static byte[] program(Architecture architecture) {
        byte[] code = HexFormat.of()
                .parseHex(
                        switch (architecture) {
                            // xor edi, edi; mov eax, 60; syscall
                            case X86_64 -> "31ffb83c0000000f05";
                            // mov x0, 0; mov x8, 93; svc 0
                            case ARM64 -> "000080d2a80b80d2010000d4";
                        });
        int machine = architecture == Architecture.X86_64 ? 62 : 183;
        long headers = (long) ELF_HEADER + PROGRAM_HEADER;
        long start = ADDRESS + headers;
        long size = headers + code.length;
        // Source: elf(5), for 64 bits, little-endian; an executable file with one loadable, readable, executable
        // segment.
        return ByteBuffer.allocate((int) size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(HexFormat.of().parseHex("7f454c46020101000000000000000000"))
                .putShort((short) 2)
                .putShort((short) machine)
                .putInt(1)
                .putLong(start)
                .putLong(ELF_HEADER)
                .putLong(0)
                .putInt(0)
                .putShort((short) ELF_HEADER)
                .putShort((short) PROGRAM_HEADER)
                .putShort((short) 1)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(1)
                .putInt(5)
                .putLong(0)
                .putLong(ADDRESS)
                .putLong(ADDRESS)
                .putLong(size)
                .putLong(size)
                .putLong(0x1000)
                .put(code)
                .array();
    }
}
