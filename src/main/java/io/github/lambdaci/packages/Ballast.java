package io.github.lambdaci.packages;

import io.github.lambdaci.runtime.Language;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds files that no import needs. */
final class Ballast {
    /** What only installers and auditors read. Everything else of a {@code .dist-info} can be asked of importlib. */
    private static final Pattern INSTALLERS =
            Pattern.compile("[^/]+\\.dist-info/(?:WHEEL|INSTALLER|REQUESTED|direct_url\\.json|RECORD\\.(?:jws|p7s)"
                    + "|uv_(?:cache|build)\\.json|sboms/.*)");

    private static final Pattern BYTE_CODE = Pattern.compile("(.*/|)__pycache__/.*|(.*)\\.py[co]");
    private static final Pattern PYTHON_STUBS = Pattern.compile(".*\\.pyi|(?:.*/)?py\\.typed");
    private static final Pattern NODE_STUBS = Pattern.compile(".*\\.d\\.[cm]?ts(?:\\.map)?");

    private final PackageFolder folder;
    private final Set<String> names;
    private final Set<String> tests;
    private final PackageOwners owners;
    private final Map<String, Boolean> readsStubs = new HashMap<>();

    private Ballast(PackageFolder folder) {
        this.folder = folder;
        this.names = folder.names();
        this.tests = new TestFolders(folder, isPython() ? new PythonTests() : new NodeTests(), names).find();
        this.owners = PackageOwners.in(folder);
    }

    static Set<String> in(PackageFolder folder) {
        Ballast ballast = new Ballast(folder);
        Set<String> found = new TreeSet<>(ballast.names);
        found.removeIf(name -> !ballast.isBallast(name));
        return found;
    }

    private boolean isPython() {
        return folder.language() == Language.PYTHON;
    }

    private boolean isBallast(String name) {
        if (isTest(name)) {
            return true;
        }
        return isPython() ? isPythonBallast(name) : NODE_STUBS.matcher(name).matches() && !areStubsRead(name);
    }

    private boolean isTest(String name) {
        return tests.stream().anyMatch(name::startsWith);
    }

    private boolean isPythonBallast(String name) {
        return INSTALLERS.matcher(name).matches()
                || isByteCode(name)
                || (PYTHON_STUBS.matcher(name).matches() && !areStubsRead(name));
    }

    /** Beside its folder, byte code is a module itself if the source is not there. */
    private boolean isByteCode(String name) {
        Matcher matcher = BYTE_CODE.matcher(name);
        return matcher.matches() && (matcher.group(2) == null || names.contains(matcher.group(2) + ".py"));
    }

    /** Whether code of the package reads its stubs at run time, as with lazy_loader, or as the TypeScript compiler does. */
    private boolean areStubsRead(String stub) {
        return readsStubs.computeIfAbsent(
                owners.of(stub),
                owner -> names.stream()
                        .filter(name -> owners.of(name).equals(owner) && !isTest(name))
                        .anyMatch(this::readsStubs));
    }

    private boolean readsStubs(String name) {
        if (isPython()) {
            String text = name.endsWith(".py") ? folder.text(name) : "";
            return (text.contains("attach_stub") || text.contains(".pyi"))
                    && PythonText.code(text).matches("(?s).*(?:attach_stub|\\.pyi\\b).*");
        }
        return name.matches(".*\\.[cm]?js")
                && folder.text(name).lines().anyMatch(line -> line.contains(".d.ts") && !line.startsWith("///"));
    }
}
