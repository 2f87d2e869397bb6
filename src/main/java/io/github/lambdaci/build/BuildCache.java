package io.github.lambdaci.build;

import io.github.lambdaci.runtime.PackageManager;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where package managers keep what they downloaded, from one build to the next. */
public final class BuildCache {
    /** By variable, the folder below that of the cache. */
    private static final Map<String, String> FOLDERS = folders();

    private BuildCache() {}

    private static Map<String, String> folders() {
        Map<String, String> folders = new LinkedHashMap<>();
        folders.put("PIP_CACHE_DIR", "pip");
        folders.put("UV_CACHE_DIR", "uv");
        folders.put("npm_config_cache", "npm");
        folders.put("YARN_CACHE_FOLDER", "yarn");
        folders.put("XDG_CACHE_HOME", "xdg");
        return folders;
    }

    /** The variables that make package managers, and many a build tool, keep it in a folder. */
    public static Map<String, String> in(String folder) {
        Map<String, String> variables = new LinkedHashMap<>();
        FOLDERS.forEach((variable, name) -> variables.put(variable, folder + "/" + name));
        return variables;
    }

    /** The variables that make one package manager, and those that it calls, keep it in a folder. */
    public static Map<String, String> in(String folder, PackageManager manager) {
        Map<String, String> variables = in(folder);
        if (manager.name().equals("pnpm")) {
            // npm warns of this setting, which is not its own.
            variables.put("npm_config_store_dir", folder + "/pnpm");
        }
        return variables;
    }

    /** The variables that make those do without which can. */
    public static Map<String, String> none() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("PIP_NO_CACHE_DIR", "1");
        variables.put("UV_NO_CACHE", "1");
        return variables;
    }
}
