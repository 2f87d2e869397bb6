package io.github.lambdaci.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * uv in place of pip, where a build image has it: for requirements that both understand alike.
 *
 * <p>Source: "Compatibility with pip and pip-tools" in uv's documentation.
 */
final class UvForPip {
    private static final String SCRIPT = "lambda-ci:uv_or_pip.sh";

    /** A name with versions and a marker, as in PEP 508; no address, no path and no option. */
    private static final String REQUIREMENT =
            "[A-Za-z0-9][\\w.-]*\\s*(?:\\[[\\w\\s.,-]*])?(?:(?!--)[^;@:/$])*(?:;(?:(?!--)[^@$])*)?";

    private static final String HASHES = "(?:\\s+--hash[=\\s]\\s*\\w+:\\w+)*";
    private static final String OTHER_FILE = "(?:-r|-c|--requirement|--constraint)[=\\s]*[^:]+";
    private static final String REQUIRE_HASHES = "--require-hashes";
    private static final Pattern UNDERSTOOD =
            Pattern.compile(REQUIREMENT + HASHES + "|" + OTHER_FILE + "|" + REQUIRE_HASHES);

    private UvForPip() {}

    /**
     * The words of a command that installs by uv or, where that cannot be, by pip.
     *
     * @param pip the words of the command of pip
     * @param requirements the name of the requirements file
     * @param target the folder that is installed into
     * @param lines the logical lines of the file, and of those that it includes
     * @return nothing if it is pip's alone
     */
    static Optional<List<String>> command(List<String> pip, String requirements, String target, List<String> lines) {
        if (lines.isEmpty()
                || !lines.stream().allMatch(line -> UNDERSTOOD.matcher(line).matches())) {
            return Optional.empty();
        }
        // pip asks for the hashes of all packages as soon as one has some, uv does so when it is told.
        boolean hashed = lines.stream().anyMatch(line -> line.contains("--hash") || line.equals(REQUIRE_HASHES));
        List<String> words = new ArrayList<>(
                List.of("sh", SCRIPT, hashed ? REQUIRE_HASHES : "--verify-hashes", requirements, target));
        words.addAll(pip);
        return Optional.of(words);
    }
}
