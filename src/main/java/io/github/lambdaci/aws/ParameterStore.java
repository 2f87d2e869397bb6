package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.failure.AwsException;
import java.util.Optional;

/** Secrets in the Parameter Store of AWS Systems Manager (API version 2014-11-06, JSON 1.1). */
final class ParameterStore {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsClients clients;

    ParameterStore(AwsClients clients) {
        this.clients = clients;
    }

    /** The decrypted value of a parameter, which no message ever quotes. */
    String value(String name, String doing, String hint) {
        String resource = "arn:aws:ssm:" + clients.region() + ":*:parameter/" + name.replaceFirst("^/", "");
        AwsCall call = new AwsCall(doing, "ssm:GetParameter", resource);
        ObjectNode body = JSON.createObjectNode().put("Name", name).put("WithDecryption", true);
        String value = Hasty.send(
                clients,
                call,
                hint,
                () -> clients.hasty(SignedService.SSM, Optional.empty())
                        .post("AmazonSSM.GetParameter", body)
                        .path("Parameter")
                        .path("Value")
                        .asText(""));
        if (value.isBlank()) {
            throw new AwsException(call.doing() + " failed: it is empty", hint);
        }
        return value;
    }
}
