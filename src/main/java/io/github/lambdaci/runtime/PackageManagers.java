package io.github.lambdaci.runtime;

import io.github.lambdaci.runtime.PackageManager.Format;
import io.github.lambdaci.runtime.PackageManager.Install;
import io.github.lambdaci.runtime.PackageManager.Output;
import io.github.lambdaci.runtime.PackageManager.Sign;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The package managers that lambda-ci knows: to add one, add an entry here and a fixture project. */
public final class PackageManagers {
    /** uv leaves a lock against others that install at the same time. */
    private static final Output PYTHON_PACKAGES = new Output("lambda-ci-packages", "python", List.of(".lock"));

    private static final String PIP_OPTIONS = " install --disable-pip-version-check --no-input --no-compile";
    private static final String PIP_FILES = " --requirement {descriptor} --target lambda-ci-packages";
    private static final String CROSS_PIP = "python3 lambda-ci:cross_pip.py" + PIP_OPTIONS
            + " --implementation cp --python-version {python} {platforms} --only-binary=:all:";

    private static final PackageManager PIP = new PackageManager(
            "pip",
            Language.PYTHON,
            "requirements.txt",
            List.of(Sign.of("requirements.txt")),
            Format.REQUIREMENTS,
            List.of("pip.conf"),
            Map.of("pip.conf", "PIP_CONFIG_FILE"),
            PYTHON_PACKAGES,
            List.of(new Install("", "pip" + PIP_OPTIONS + PIP_FILES, CROSS_PIP + PIP_FILES)));

    private static final String UV_INSTALL =
            " uv pip install --no-installer-metadata --no-compile-bytecode --link-mode=copy --no-progress";
    private static final String UV_HOST =
            UV_INSTALL + " --no-build --python-version={python} --python-platform={uv-platform}";

    private static final PackageManager UV = new PackageManager(
            "uv",
            Language.PYTHON,
            "pyproject.toml",
            List.of(Sign.of("uv.lock")),
            Format.PATHS,
            List.of("uv.lock", "uv.toml"),
            Map.of(),
            PYTHON_PACKAGES,
            List.of(new Install(
                    "", "python3 lambda-ci:locked.py uv" + UV_INSTALL, "python3 lambda-ci:locked.py uv" + UV_HOST)));

    private static final PackageManager POETRY = new PackageManager(
            "poetry",
            Language.PYTHON,
            "pyproject.toml",
            List.of(Sign.of("poetry.lock")),
            Format.PATHS,
            List.of("poetry.lock", "poetry.toml", "pip.conf"),
            Map.of("pip.conf", "PIP_CONFIG_FILE"),
            PYTHON_PACKAGES,
            List.of(exported("poetry")));

    private static final PackageManager PIPENV = new PackageManager(
            "pipenv",
            Language.PYTHON,
            "Pipfile",
            List.of(Sign.of("Pipfile.lock"), Sign.of("Pipfile")),
            Format.PATHS,
            List.of("Pipfile.lock", "pip.conf"),
            Map.of("pip.conf", "PIP_CONFIG_FILE"),
            PYTHON_PACKAGES,
            List.of(exported("pipenv")));

    /** A descriptor of the standard, without a lock file of any tool: uv resolves it. */
    private static final PackageManager PYPROJECT = new PackageManager(
            "pyproject",
            Language.PYTHON,
            "pyproject.toml",
            // Many hold only settings of tools.
            List.of(Sign.of("pyproject.toml", "^\\s*dependencies\\s*=|^\\[tool\\.poetry\\.dependencies]")),
            Format.PATHS,
            List.of("uv.toml"),
            Map.of(),
            PYTHON_PACKAGES,
            List.of(new Install(
                    "",
                    "python3 lambda-ci:locked.py pyproject" + UV_INSTALL,
                    "python3 lambda-ci:locked.py pyproject" + UV_HOST)));

    private static final Output NODE_MODULES = new Output(
            "node_modules",
            "nodejs/node_modules",
            // What the managers note about their own work, with times, paths and the registry that this build used.
            List.of(
                    ".package-lock.json",
                    ".yarn-integrity",
                    ".yarn-state.yml",
                    ".package-map.json",
                    ".modules.yaml",
                    ".pnpm",
                    ".pnpm-workspace-state.json",
                    ".pnpm-workspace-state-v1.json",
                    ".tmp",
                    // What compiling an add-on leaves: paths and settings of the build, and objects that are linked by
                    // then.
                    "**/build/{Makefile,binding.Makefile,config.gypi,gyp-mac-tool,node_gyp_bins}",
                    "**/build/*.target.mk",
                    "**/build/Release/{.deps,obj,obj.target,*.a}"));

    // The project's own scripts (prepare: husky) need what is not there; npm rebuild runs those of the packages only.
    private static final String NPM_OPTIONS =
            " --omit=dev --no-audit --no-fund --no-update-notifier --install-links --loglevel=notice --ignore-scripts";
    private static final String NPM_CONTAINER =
            " && node lambda-ci:unlink.mjs && npm rebuild --workspaces=false --no-update-notifier";

    // Install scripts would compile for, or download for, the machine that runs them.
    private static final String NPM_HOST = " --os=linux --cpu={cpu} --libc=glibc && node lambda-ci:unlink.mjs";

    private static final PackageManager NPM = node(
            "npm",
            List.of(
                    Sign.of("package.json", "\"packageManager\"\\s*:\\s*\"npm@"),
                    Sign.of("package-lock.json"),
                    Sign.of("npm-shrinkwrap.json"),
                    Sign.of("package.json")),
            List.of("package-lock.json", "npm-shrinkwrap.json", ".npmrc"),
            npm("npm-shrinkwrap.json", "npm ci"),
            npm("package-lock.json", "npm ci"),
            npm("", "npm install --no-package-lock"));

    private static final PackageManager YARN = node(
            "yarn",
            List.of(
                    Sign.of("package.json", "\"packageManager\"\\s*:\\s*\"yarn@[01]\\."),
                    Sign.of("yarn.lock", "^# yarn lockfile v1")),
            List.of("yarn.lock", ".yarnrc", ".npmrc"),
            locked("yarn"));

    /** Yarn 2 and later, with its node-modules linker. */
    private static final PackageManager YARN_BERRY = node(
            "yarn-berry",
            List.of(
                    Sign.of("package.json", "\"packageManager\"\\s*:\\s*\"yarn@[2-9]"),
                    Sign.of("yarn.lock", "^__metadata:")),
            List.of("yarn.lock", ".yarnrc.yml", ".yarn/patches", ".yarn/plugins", ".yarn/releases", ".npmrc"),
            locked("yarn-berry"));

    private static final PackageManager PNPM = node(
            "pnpm",
            List.of(Sign.of("package.json", "\"packageManager\"\\s*:\\s*\"pnpm@"), Sign.of("pnpm-lock.yaml")),
            List.of("pnpm-lock.yaml", "pnpm-workspace.yaml", ".npmrc", ".pnpmfile.cjs", "patches"),
            locked("pnpm"));

    /** All of them; of those that fit a project, the first is taken. */
    public static final List<PackageManager> ALL =
            List.of(PIP, UV, POETRY, PIPENV, PYPROJECT, NPM, YARN, YARN_BERRY, PNPM);

    private PackageManagers() {}

    /** The package managers for a language, in order. */
    public static List<PackageManager> of(Language language) {
        return ALL.stream().filter(manager -> manager.language() == language).toList();
    }

    /** The package manager for a language that is taken if nothing tells another. */
    public static PackageManager usual(Language language) {
        return of(language).get(0);
    }

    /** The package manager of a name. */
    public static Optional<PackageManager> named(String name) {
        return ALL.stream().filter(manager -> manager.name().equals(name)).findFirst();
    }

    /** Exports what a tool locked, and installs it with pip. */
    private static Install exported(String tool) {
        return new Install(
                "",
                "python3 lambda-ci:locked.py " + tool + " pip" + PIP_OPTIONS,
                "python3 lambda-ci:locked.py " + tool + " " + CROSS_PIP);
    }

    private static PackageManager node(String name, List<Sign> signs, List<String> companions, Install... installs) {
        return new PackageManager(
                name,
                Language.NODEJS,
                "package.json",
                signs,
                Format.PACKAGE_JSON,
                companions,
                Map.of(),
                NODE_MODULES,
                List.of(installs));
    }

    private static Install npm(String lockFile, String command) {
        return new Install(lockFile, command + NPM_OPTIONS + NPM_CONTAINER, command + NPM_OPTIONS + NPM_HOST);
    }

    private static Install locked(String name) {
        String command = "node lambda-ci:locked.mjs " + name;
        return new Install("", command, command + " {cpu}");
    }
}
