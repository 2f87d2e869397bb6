package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.config.RemoteValue;
import io.github.lambdaci.config.RemoteValues;
import io.github.lambdaci.json.JsonTree;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Values in Systems Manager (API version 2014-11-06), Secrets Manager (2017-10-17) and CloudFormation (2010-05-15), each
 * asked in a single request.
 */
public final class AwsRemoteValues implements RemoteValues {
    private final AwsClients clients;

    /** Nothing is asked of AWS yet. */
    public AwsRemoteValues(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public Optional<RemoteValue> parameter(String name, Optional<String> region) {
        AwsCall call = ParameterStore.call("reading parameter '" + name + "'", name, place(region));
        return find(
                        call,
                        e -> code(e).equals("ParameterNotFound") || code(e).equals("ParameterVersionNotFound"),
                        () -> clients.signed(SignedService.SSM, region)
                                .post(ParameterStore.GET, ParameterStore.request(name)))
                .map(answer -> answer.path("Parameter"))
                .map(parameter -> new RemoteValue(
                        parameter.path("Value").asText(),
                        parameter.path("Type").asText().equals("SecureString")));
    }

    @Override
    public Optional<RemoteValue> secret(String name, Optional<String> region) {
        AwsCall call = new AwsCall(
                "reading secret '" + name + "'",
                "secretsmanager:GetSecretValue",
                name.startsWith("arn:")
                        ? name
                        : "arn:aws:secretsmanager:" + place(region) + ":*:secret:" + name + "-*");
        ObjectNode body = JsonTree.object().put("SecretId", name);
        return find(
                        call,
                        e -> code(e).equals("ResourceNotFoundException"),
                        () -> clients.signed(SignedService.SECRETSMANAGER, region)
                                .post("secretsmanager.GetSecretValue", body))
                // A secret of bytes is no text.
                .filter(answer -> answer.path("SecretString").isTextual())
                .map(answer -> new RemoteValue(answer.path("SecretString").asText(), true));
    }

    @Override
    public Optional<Map<String, String>> outputs(String stack, Optional<String> region) {
        AwsCall call = new AwsCall(
                "reading the outputs of stack '" + stack + "'",
                "cloudformation:DescribeStacks",
                "arn:aws:cloudformation:" + place(region) + ":*:stack/" + stack + "/*");
        Map<String, String> fields =
                new TreeMap<>(Map.of("Action", "DescribeStacks", "Version", "2010-05-15", "StackName", stack));
        return find(
                        call,
                        // The code is that of everything that is not right.
                        e -> code(e).equals("ValidationError") && message(e).contains("does not exist"),
                        () -> clients.signed(SignedService.CLOUDFORMATION, region)
                                .form(fields))
                .map(StackOutputs::of);
    }

    private <T> Optional<T> find(AwsCall call, Predicate<AwsServiceException> isNotThere, Supplier<T> request) {
        return clients.failures().send(call, () -> {
            try {
                return Optional.of(request.get());
            } catch (AwsServiceException e) {
                if (isNotThere.test(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    private static String code(AwsServiceException e) {
        return Objects.requireNonNullElse(e.awsErrorDetails().errorCode(), "");
    }

    private static String message(AwsServiceException e) {
        return Objects.requireNonNullElse(e.awsErrorDetails().errorMessage(), "");
    }

    private String place(Optional<String> region) {
        return region.orElseGet(clients::region);
    }
}
