package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.ZippedFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which Node.js package a file belongs to, wherever below a {@code node_modules} it is. */
final class NodeNames implements PackageNames {
    private static final Pattern FILE = Pattern.compile("((?:.*/)?node_modules/)((?:@[^/]+/)?[^/]+)(?:/(.*))?");

    /** By the package's folder. */
    private final Map<String, Optional<String>> versions = new HashMap<>();

    private NodeNames() {}

    static NodeNames read(OpenedZip zip, List<ZippedFile> files) throws IOException {
        NodeNames names = new NodeNames();
        for (ZippedFile file : files) {
            Matcher matcher = FILE.matcher(file.name());
            if (matcher.matches() && "package.json".equals(matcher.group(3)) && !isLink(file)) {
                names.versions.put(matcher.group(1) + matcher.group(2), PackageMetadata.nodeVersion(zip.text(file)));
            }
        }
        return names;
    }

    private static boolean isLink(ZippedFile file) {
        return file.kind() == ZippedFile.Kind.LINK;
    }

    @Override
    public Optional<Owned> of(String fileName) {
        Matcher matcher = FILE.matcher(fileName);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String name = matcher.group(2);
        Optional<String> version = versions.getOrDefault(matcher.group(1) + name, Optional.empty());
        String path = Optional.ofNullable(matcher.group(3)).orElse("");
        // Folders of the package managers themselves: .bin, .package-lock.json, .pnpm.
        return Optional.of(new Owned(name, name, version, path, name.startsWith(".")));
    }
}
