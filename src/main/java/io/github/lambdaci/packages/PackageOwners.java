package io.github.lambdaci.packages;

import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.runtime.Language;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which package a file belongs to. */
final class PackageOwners {
    private static final Pattern NODE_PACKAGE = Pattern.compile("(?:.*/node_modules/)?((?:@[^/]+/)?[^/]+)(?:/.*)?");

    private final Language language;
    private final Map<String, String> recorded = new HashMap<>();

    private PackageOwners(Language language) {
        this.language = language;
    }

    static PackageOwners in(PackageFolder folder) {
        PackageOwners owners = new PackageOwners(folder.language());
        if (folder.language() == Language.PYTHON && folder.exists()) {
            try {
                for (Distribution distribution : Distribution.in(folder.path())) {
                    distribution.files().forEach(file -> owners.recorded.putIfAbsent(file, distribution.name()));
                }
            } catch (IOException e) {
                throw WorkspaceException.of("reading what was installed", e);
            }
        }
        return owners;
    }

    /** The package of a file, by its name below the folder of the packages; its topmost folder if none claims it. */
    String of(String name) {
        if (language == Language.NODEJS) {
            Matcher matcher = NODE_PACKAGE.matcher(name);
            return matcher.matches() ? matcher.group(1) : name;
        }
        String owner = recorded.get(name);
        return owner != null ? owner : name.substring(0, name.indexOf('/') < 0 ? name.length() : name.indexOf('/'));
    }
}
