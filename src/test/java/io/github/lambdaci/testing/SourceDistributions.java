package io.github.lambdaci.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Makes source distributions for pip that bring their own build backend, so that building them needs no other. */
public final class SourceDistributions {
    private static final String PROJECT =
            "[build-system]\nrequires = []\nbuild-backend = \"backend\"\nbackend-path = [\".\"]\n";

    private static final String BACKEND = """
            import os, zipfile

            def build_wheel(folder, config_settings=None, metadata_directory=None):
                name = "NAME-VERSION-py3-none-any.whl"
                info = "NAME-VERSION.dist-info/"
                with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
                    wheel.writestr("NAME.py", "VALUE = 1\\n")
                    wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: NAME\\nVersion: VERSION\\n")
                    wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
                    wheel.writestr(info + "RECORD", "NAME.py,,\\n")
                return name
            """;

    private SourceDistributions() {}

    /** A distribution's bytes; it holds one module of its name. */
    public static byte[] make(String name, String version) {
        String folder = name + "-" + version + "/";
        Map<String, String> files = Map.of(
                folder + "PKG-INFO",
                "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n",
                folder + "pyproject.toml",
                PROJECT,
                folder + "backend.py",
                BACKEND.replace("NAME", name).replace("VERSION", version));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
