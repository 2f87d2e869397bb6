package io.github.lambdaci.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes Python wheels (PEP 427). */
public final class Wheels {
    private Wheels() {}

    /** A wheel's file name: the distribution's name has underscores there. */
    public static String fileName(String name, String version, String tag) {
        return module(name) + "-" + version + "-" + tag + ".whl";
    }

    /** The module that a distribution's name becomes. */
    public static String module(String name) {
        return name.replace('-', '_');
    }

    /**
     * A wheel's bytes.
     *
     * @param tag as in {@code py3-none-any}
     * @param files content by path in the wheel
     * @param metadata further lines of its metadata, as in {@code Requires-Dist: other}
     */
    public static byte[] make(String name, String version, String tag, Map<String, String> files, String... metadata) {
        Map<String, String> all = new TreeMap<>(files);
        String info = module(name) + "-" + version + ".dist-info/";
        all.put(
                info + "METADATA",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n" + String.join("\n", metadata)
                        + "\n");
        all.put(info + "WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: " + tag + "\n");
        all.put(info + "RECORD", String.join(",,\n", all.keySet()) + ",,\n" + info + "RECORD,,\n");
        return zip(all);
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // The bytes, which lock files hold the hash of, are the same at any time and with any JDK.
            zip.setLevel(Deflater.NO_COMPRESSION);
            for (Map.Entry<String, String> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
