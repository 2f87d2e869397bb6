package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the commands of a workflow as GitHub's documentation says: each step in a shell of its own, {@code bash -e}; a step
 * that fails skips those after it but for the ones whose condition asks for that. Actions of others are not run.
 */
final class GitHubHost {
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *}}");
    private static final Pattern COMPARISON = Pattern.compile("([\\w.-]+) *(==|!=) *'(.*)'");

    private final JsonNode workflow;
    private final Path checkout;
    private final Map<String, String> contexts = new TreeMap<>();
    private final Path files;
    private boolean failed;

    /** With the repository's variables and the event that it is about. */
    GitHubHost(JsonNode workflow, Path checkout, String event, Map<String, String> variables) {
        this.workflow = workflow;
        this.checkout = checkout;
        this.files = checkout.resolveSibling("runner");
        contexts.put("github.event_name", event);
        variables.forEach((name, value) -> contexts.put("vars." + name, value));
    }

    /**
     * What a job came to.
     *
     * @param steps the steps with commands that ran, by name
     * @param outputs the job's outputs
     * @param summary what was written for people
     */
    record Job(Map<String, Outcome> steps, Map<String, String> outputs, String summary) {
        /** A step that ran. */
        Outcome step(String name) {
            return Optional.ofNullable(steps.get(name)).orElseThrow();
        }
    }

    /** Gives what another job, or the matrix, has under a name. */
    void give(String path, String value) {
        contexts.put(path, value);
    }

    /** Whether a job's condition holds. */
    boolean runs(String job) {
        return holds(workflow.path("jobs").path(job).path("if").asText("success()"));
    }

    /** Runs a job; credentials are what the action before would have put into the environment. */
    Job run(String name, Map<String, String> credentials) {
        JsonNode job = workflow.path("jobs").path(name);
        Map<String, Outcome> outcomes = new TreeMap<>();
        for (JsonNode step : job.path("steps")) {
            if (step.has("run") && holds(step.path("if").asText("success()"))) {
                outcomes.put(step.path("name").asText(), run(job, step, credentials));
            }
        }
        Map<String, String> outputs = new TreeMap<>();
        CiFile.members(job.path("outputs")).forEach((output, value) -> outputs.put(output, evaluated(value.asText())));
        return new Job(outcomes, outputs, String.join("\n", CiFile.lines(files.resolve("summary"))));
    }

    private Outcome run(JsonNode job, JsonNode step, Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>(credentials);
        environment.putAll(CiFile.QUICK_START);
        List.of(workflow, job, step)
                .forEach(level -> CiFile.members(level.path("env"))
                        .forEach((name, value) -> environment.put(name, evaluated(value.asText()))));
        Path output = CiFile.write(files.resolve("output"), "");
        environment.put("CI", "true");
        environment.put("GITHUB_ACTIONS", "true");
        environment.put("GITHUB_SHA", "4f2c9ab01d3e5b6a7c8d9e0f1a2b3c4d5e6f7a8b");
        environment.put("GITHUB_OUTPUT", output.toString());
        environment.put("GITHUB_STEP_SUMMARY", files.resolve("summary").toString());
        environment.put("RUNNER_TEMP", files.toString());
        Path script = CiFile.write(
                files.resolve("step.sh"), evaluated(step.path("run").asText()));
        Program shell = new Program(checkout, environment);
        Outcome outcome = shell.outcome(shell.startCommand(List.of("bash", "-e", script.toString())));
        failed |= outcome.exitCode() != 0;
        String prefix = "steps." + step.path("id").asText() + ".outputs.";
        CiFile.variables(output).forEach((variable, value) -> contexts.put(prefix + variable, value));
        return outcome;
    }

    private String evaluated(String text) {
        return EXPRESSION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String path) {
        return contexts.getOrDefault(path, "");
    }

    /** Without a function that asks for the job's status, a condition holds only as long as nothing has failed. */
    private boolean holds(String condition) {
        List<String> terms = new ArrayList<>(List.of(condition.split(" *&& *")));
        if (terms.stream().noneMatch(term -> term.endsWith("()"))) {
            terms.add("success()");
        }
        return terms.stream().allMatch(this::term);
    }

    private boolean term(String term) {
        Matcher comparison = COMPARISON.matcher(term);
        if (comparison.matches()) {
            boolean equal = value(comparison.group(1)).equals(comparison.group(3));
            return equal == comparison.group(2).equals("==");
        }
        return switch (term) {
            case "success()" -> !failed;
            case "failure()" -> failed;
            case "always()" -> true;
            default -> throw new AssertionError("what does '" + term + "' mean?");
        };
    }
}
