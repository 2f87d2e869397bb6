package io.github.lambdaci.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How Python's packages name tests and refer to modules. */
final class PythonTests implements TestFolders.Conventions {
    private static final Set<String> FOLDERS = Set.of("test", "tests");
    private static final Pattern TEST = Pattern.compile("test_.*\\.py|.*_test\\.py|conftest\\.py");
    private static final Pattern DOTTED = Pattern.compile("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)+");
    private static final Pattern FROM =
            Pattern.compile("\\bfrom\\s+(\\.*)\\s*([\\w.]*)\\s+import\\s+(\\([^)]*\\)|[^\\n;]*)");
    private static final Pattern RELATIVE_NAME = Pattern.compile("['\"](\\.+)([\\w.]+)['\"]");

    @Override
    public Set<String> folderNames() {
        return FOLDERS;
    }

    /** At the top it is a package of its own, which the function's code may import. */
    @Override
    public boolean isPackage(String testFolder, Set<String> names) {
        return testFolder.indexOf('/') == testFolder.length() - 1;
    }

    @Override
    public boolean isTest(String fileName, Supplier<String> text) {
        return TEST.matcher(fileName).matches();
    }

    @Override
    public boolean isCode(String name) {
        return (name.endsWith(".py") && !name.endsWith("/conftest.py")) || name.endsWith(".dist-info/entry_points.txt");
    }

    @Override
    public Set<String> references(String name, String text) {
        if (!text.contains("test")) {
            return Set.of();
        }
        String code = PythonText.code(text).replace("\\\n", " ");
        Set<String> paths = new HashSet<>();
        Matcher dotted = DOTTED.matcher(code);
        while (dotted.find()) {
            paths.add(dotted.group().replace('.', '/'));
        }
        Matcher from = FROM.matcher(code);
        while (from.find()) {
            String module = resolve(name, from.group(1), from.group(2));
            paths.add(module);
            FOLDERS.stream()
                    .filter(folder -> from.group(3).matches("(?s).*\\b" + folder + "\\b.*"))
                    .forEach(folder -> paths.add(module.isEmpty() ? folder : module + "/" + folder));
        }
        Matcher relative = RELATIVE_NAME.matcher(code);
        while (relative.find()) {
            paths.add(resolve(name, relative.group(1), relative.group(2)));
        }
        return paths;
    }

    /** The path of a module; each dot after the first is one folder further up from the file that names it. */
    private static String resolve(String file, String dots, String module) {
        List<String> path = new ArrayList<>();
        if (!dots.isEmpty()) {
            List<String> folders = Arrays.asList(file.split("/", -1));
            path.addAll(folders.subList(0, Math.max(0, folders.size() - dots.length())));
        }
        Arrays.stream(module.split("\\.", -1)).filter(part -> !part.isEmpty()).forEach(path::add);
        return String.join("/", path);
    }
}
