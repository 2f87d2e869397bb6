package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.ZippedFile;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which Python distribution a file belongs to, by the RECORD of each. */
final class PythonNames implements PackageNames {
    /** Both places in which Lambda looks for the packages of a layer ("Packaging layer content" in the developer guide). */
    private static final Pattern LAYER_FOLDER = Pattern.compile("python/(?:lib/python[^/]+/site-packages/)?");

    private static final Pattern INFO = Pattern.compile("([^/]+)\\.dist-info/(.+)");

    /** What depends on who installed, and on where it came from ("Recording installed projects", PyPA). */
    private static final Set<String> NOTES =
            Set.of("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json");

    private final ZippedPackages.Place place;
    private final Map<String, Owner> infos = new HashMap<>();
    private final Map<String, Owner> recorded = new HashMap<>();

    private PythonNames(ZippedPackages.Place place) {
        this.place = place;
    }

    private record Owner(String name, Optional<String> version) {}

    static PythonNames read(OpenedZip zip, List<ZippedFile> files, ZippedPackages.Place place) throws IOException {
        PythonNames names = new PythonNames(place);
        for (ZippedFile file : files) {
            Matcher info = names.info(file);
            if (info.matches() && info.group(2).equals("METADATA")) {
                names.infos.put(info.group(1), owner(info.group(1), zip.text(file)));
            }
        }
        for (ZippedFile file : files) {
            Matcher info = names.info(file);
            if (info.matches() && info.group(2).equals("RECORD")) {
                Owner owner = names.infos.computeIfAbsent(info.group(1), folder -> owner(folder, ""));
                zip.text(file)
                        .lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line ->
                                names.recorded.putIfAbsent(RecordLine.of(line).inPackages(), owner));
            }
        }
        return names;
    }

    private Matcher info(ZippedFile file) {
        return INFO.matcher(inPackages(file.name()));
    }

    /** What the metadata says; where it says nothing, what the folder is called. */
    private static Owner owner(String folder, String metadata) {
        int dash = folder.lastIndexOf('-');
        Optional<String> inFolder = dash < 0 ? Optional.empty() : Optional.of(folder.substring(dash + 1));
        String name = dash < 0 ? folder : folder.substring(0, dash);
        return new Owner(
                PackageMetadata.field(metadata, "Name").orElse(name),
                PackageMetadata.field(metadata, "Version").or(() -> inFolder));
    }

    private String inPackages(String fileName) {
        if (place == ZippedPackages.Place.CODE) {
            return fileName;
        }
        Matcher folder = LAYER_FOLDER.matcher(fileName);
        return folder.lookingAt() ? fileName.substring(folder.end()) : fileName;
    }

    @Override
    public Optional<Owned> of(String fileName) {
        String path = inPackages(fileName);
        Matcher info = INFO.matcher(path);
        if (info.matches()) {
            Owner owner = infos.getOrDefault(info.group(1), owner(info.group(1), ""));
            // The folder's name has the version in it, which is told already.
            return Optional.of(owned(owner, ".dist-info/" + info.group(2), NOTES.contains(info.group(2))));
        }
        Owner owner = recorded.get(path);
        if (owner != null) {
            return Optional.of(owned(owner, path, false));
        }
        int slash = path.indexOf('/');
        String top = slash < 0 ? path : path.substring(0, slash);
        // A hidden file at the top is a mark of somebody's, as the one that keeps a layer from being empty.
        return place == ZippedPackages.Place.CODE
                ? Optional.empty()
                : Optional.of(owned(new Owner(top, Optional.empty()), path, top.startsWith(".")));
    }

    private static Owned owned(Owner owner, String path, boolean note) {
        return new Owned(Language.PYTHON.packageName(owner.name()), owner.name(), owner.version(), path, note);
    }
}
