package io.github.lambdaci.packages;

import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A folder of installed packages, made file by file. */
final class Installed {
    private final PackageFolder folder;

    Installed(Path path, Language language) {
        this.folder = new PackageFolder(path, language);
    }

    PackageFolder folder() {
        return folder;
    }

    Installed file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    Installed file(String name, byte[] content) {
        try {
            Files.createDirectories(folder.file(name).getParent());
            Files.write(folder.file(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A distribution that owns these files, which are made if they are not there; scripts are below {@code bin/}. */
    Installed distribution(String name, String version, String... files) {
        String info = name.replace('-', '_') + "-" + version + ".dist-info/";
        List<String> record = new ArrayList<>();
        for (String file : files) {
            if (!Files.exists(folder.file(file))) {
                file(file, "");
            }
            record.add((file.startsWith("bin/") ? "../../" : "") + file + ",sha256=x,1");
        }
        file(info + "METADATA", "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n\nName: none\n");
        record.add(info + "METADATA,sha256=x,1");
        record.add(info + "RECORD,,");
        return file(info + "RECORD", String.join("\n", record) + "\n");
    }

    Set<String> names() {
        return folder.names();
    }

    String text(String name) {
        return folder.text(name);
    }
}
