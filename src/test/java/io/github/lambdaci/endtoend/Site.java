package io.github.lambdaci.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.endtoend.Program.Outcome;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * One function with its bucket, and the project that is shipped to it.
 *
 * @param program runs in the project's folder and finds the account
 * @param onClose ends what was opened for it
 */
record Site(Account account, URI aws, String bucket, String function, Program program, Runnable onClose)
        implements AutoCloseable {
    /** What {@link #live} tells where no alias is. */
    static final String NOTHING = "nothing";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ExampleProject PROJECT = ExampleProject.PYTHON;

    /** Makes the bucket and the function as Terraform does, with an alias. */
    void provision() {
        account.provision(bucket, function, PROJECT.runtime(), PROJECT.handler());
    }

    /** Lets the run that had the lease last be long ago: a run looks again at what another may just have changed. */
    void forgetLease() {
        account.delete(bucket, "lambda-ci/" + function + "/lease.json");
    }

    /** Changes the project. */
    void edit(String code, String dependency) {
        PROJECT.code(program.folder(), code);
        PROJECT.dependencies(program.folder(), dependency);
    }

    /** Makes the project's code one that fails whenever it is called. */
    void breakCode() {
        PROJECT.brokenCode(program.folder());
    }

    /** The command line of a run. */
    List<String> arguments(List<String> more) {
        List<String> arguments = new ArrayList<>(more);
        arguments.addAll(List.of("--app-s3-bucket", bucket, "--function-name", function));
        return arguments;
    }

    /** A whole command line that ships the project. */
    List<String> shipping(String sourceVersion, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("--app-src-path", "src", "--source-version", sourceVersion, "--builder", "host"));
        arguments.addAll(List.of(more));
        return arguments(arguments);
    }

    /** Runs to its good end. */
    void run(List<String> arguments) {
        Outcome outcome = program.run(arguments);
        if (outcome.exitCode() != 0) {
            throw new AssertionError("an undisturbed run failed: " + outcome);
        }
    }

    /** The site as a program sees it from behind another address. */
    Program programThrough(URI address) {
        return program.with("AWS_ENDPOINT_URL", address.toString());
    }

    /** Code and dependency of the answer that the alias gives, as in {@code new 2.0.0}. */
    String live() {
        try {
            return answer(account.invoke(function));
        } catch (ResourceNotFoundException e) {
            return NOTHING;
        }
    }

    /** Code and dependency of an answer. */
    static String answer(String payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            return json.path("code").asText() + " " + json.path("dependency").asText();
        } catch (JsonProcessingException e) {
            throw new AssertionError(payload, e);
        }
    }

    /** The version that the alias points to; nothing's name if there is no alias. */
    String liveVersion() {
        try {
            return account.alias(function).functionVersion();
        } catch (ResourceNotFoundException e) {
            return NOTHING;
        }
    }

    /** The shares of traffic that the alias sends elsewhere. */
    Map<String, Double> weights() {
        try {
            return account.weights(function);
        } catch (ResourceNotFoundException e) {
            return Map.of();
        }
    }

    Map<String, String> state() {
        return account.state(bucket, function);
    }

    @Override
    public void close() {
        account.close();
        onClose.run();
    }
}
