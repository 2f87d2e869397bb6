package io.github.lambdaci.runtime;

import io.github.lambdaci.runtime.PackageManager.Install;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The package managers that lambda-ci knows: to add one, add an entry here and a fixture project. */
public final class PackageManagers {
    private static final String PIP_OPTIONS = " install --disable-pip-version-check --no-input --no-compile";
    private static final String PIP_FILES = " --requirement {descriptor} --target lambda-ci-packages";

    private static final PackageManager PIP = new PackageManager(
            "pip",
            Language.PYTHON,
            "requirements.txt",
            false,
            List.of("pip.conf"),
            Map.of("pip.conf", "PIP_CONFIG_FILE"),
            "lambda-ci-packages",
            "python",
            List.of(),
            List.of(new Install(
                    "",
                    "pip" + PIP_OPTIONS + PIP_FILES,
                    "python3 lambda-ci:cross_pip.py" + PIP_OPTIONS
                            + " --implementation cp --python-version {python} {platforms} --only-binary=:all:"
                            + PIP_FILES)));

    private static final String NPM_OPTIONS =
            " --omit=dev --no-audit --no-fund --no-update-notifier --install-links --loglevel=notice";

    // The project's own scripts (prepare: husky) need what is not there; npm rebuild runs those of the packages only.
    private static final String NPM_CONTAINER_OPTIONS = " --ignore-scripts && npm rebuild --no-update-notifier";

    // Install scripts would compile for, or download for, the machine that runs them.
    private static final String NPM_HOST_OPTIONS = " --os=linux --cpu={cpu} --libc=glibc --ignore-scripts";

    /** What compiling an add-on leaves beside it: paths and settings of the build, and objects that are linked by then. */
    private static final List<String> NODE_GYP_LEFTOVERS = List.of(
            "**/build/{Makefile,binding.Makefile,config.gypi,gyp-mac-tool,node_gyp_bins}",
            "**/build/*.target.mk",
            "**/build/Release/{.deps,obj,obj.target,*.a}");

    private static final PackageManager NPM = new PackageManager(
            "npm",
            Language.NODEJS,
            "package.json",
            true,
            List.of("package-lock.json", "npm-shrinkwrap.json", ".npmrc"),
            Map.of(),
            "node_modules",
            "nodejs/node_modules",
            // A copy of the lock file with the addresses of the registry that this build happened to use.
            and(NODE_GYP_LEFTOVERS, ".package-lock.json"),
            List.of(
                    npm("npm-shrinkwrap.json", "npm ci"),
                    npm("package-lock.json", "npm ci"),
                    npm("", "npm install --no-package-lock")));

    /** All of them; the first of the function's language is taken. */
    public static final List<PackageManager> ALL = List.of(PIP, NPM);

    private PackageManagers() {}

    /** The package manager for a language. */
    public static PackageManager of(Language language) {
        return ALL.stream()
                .filter(manager -> manager.language() == language)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> and(List<String> globs, String another) {
        return Stream.concat(globs.stream(), Stream.of(another)).toList();
    }

    private static Install npm(String lockFile, String command) {
        return new Install(
                lockFile, command + NPM_OPTIONS + NPM_CONTAINER_OPTIONS, command + NPM_OPTIONS + NPM_HOST_OPTIONS);
    }
}
