package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the jobs of a {@code .gitlab-ci.yml} as GitLab's documentation says: {@code before_script} and {@code script} in
 * one shell that stops at the first failure; the project's variables win over a job's own; of a job's dotenv report, the
 * jobs that need it get at most 20 variables of the plain form that GitLab reads.
 */
final class GitLabHost {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\w+)");
    private static final Pattern DOTENV = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=[^\\s'\"]*");
    private static final int DOTENV_VARIABLES = 20;
    private static final int DOTENV_BYTES = 5_000;

    private final JsonNode file;
    private final Path checkout;
    private final Map<String, String> project;
    private final Map<String, Map<String, String>> reports = new TreeMap<>();

    GitLabHost(JsonNode file, Path checkout, Map<String, String> project) {
        this.file = file;
        this.checkout = checkout;
        this.project = project;
    }

    /** Runs a job, with what the jobs that it needs have reported. */
    Outcome run(String name) {
        JsonNode job = file.path(name);
        Map<String, String> predefined = Map.of(
                "CI", "true",
                "GITLAB_CI", "true",
                "CI_COMMIT_SHA", "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b",
                "CI_PIPELINE_ID", "4711",
                "CI_PROJECT_DIR", checkout.toString());
        Map<String, String> environment = new TreeMap<>(predefined);
        environment.putAll(CiFile.QUICK_START);
        CiFile.members(job.path("variables"))
                .forEach((variable, value) -> environment.put(variable, expanded(value.asText(), predefined)));
        CiFile.texts(job.path("needs")).forEach(needed -> environment.putAll(reports.getOrDefault(needed, Map.of())));
        CiFile.members(job.path("id_tokens")).forEach((token, wanted) -> environment.put(token, "a.signed.token"));
        environment.putAll(project);
        List<String> commands = new ArrayList<>(List.of("set -eo pipefail"));
        commands.addAll(CiFile.texts(job.path("before_script")));
        commands.addAll(CiFile.texts(job.path("script")));
        Path script = CiFile.write(checkout.resolveSibling("gitlab").resolve(name), String.join("\n", commands) + "\n");
        Program shell = new Program(checkout, environment);
        Outcome outcome = shell.outcome(shell.startCommand(List.of("bash", script.toString())));
        report(name, job);
        return outcome;
    }

    private void report(String name, JsonNode job) {
        String path = job.path("artifacts").path("reports").path("dotenv").asText("");
        Path dotenv = checkout.resolve(path);
        if (path.isEmpty() || CiFile.lines(dotenv).isEmpty()) {
            return;
        }
        List<String> lines = CiFile.lines(dotenv);
        lines.forEach(line -> {
            if (!DOTENV.matcher(line).matches()) {
                throw new AssertionError("Invalid Format: " + line);
            }
        });
        if (lines.size() > DOTENV_VARIABLES || String.join("\n", lines).length() > DOTENV_BYTES) {
            throw new AssertionError("Dotenv file is too large: " + lines.size() + " variables");
        }
        reports.put(name, CiFile.variables(dotenv));
    }

    private static String expanded(String text, Map<String, String> variables) {
        return REFERENCE
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(variables.getOrDefault(found.group(1), "")));
    }
}
