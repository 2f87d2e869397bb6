package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.json.JsonTree;
import java.util.Optional;

/** Secrets in the Parameter Store of AWS Systems Manager (API version 2014-11-06, JSON 1.1). */
final class ParameterStore {
    /** What reads a parameter. */
    static final String GET = "AmazonSSM.GetParameter";

    private final AwsClients clients;

    ParameterStore(AwsClients clients) {
        this.clients = clients;
    }

    /** The decrypted value of a parameter, which no message ever quotes. */
    String value(String name, String doing, String hint) {
        AwsCall call = call(doing, name, clients.region());
        String value = Hasty.send(
                clients,
                call,
                hint,
                () -> clients.hasty(SignedService.SSM, Optional.empty())
                        .post(GET, request(name))
                        .path("Parameter")
                        .path("Value")
                        .asText(""));
        if (value.isBlank()) {
            throw new AwsException(call.doing() + " failed: it is empty", hint);
        }
        return value;
    }

    static AwsCall call(String doing, String name, String region) {
        return new AwsCall(
                doing, "ssm:GetParameter", "arn:aws:ssm:" + region + ":*:parameter/" + name.replaceFirst("^/", ""));
    }

    static ObjectNode request(String name) {
        return JsonTree.object().put("Name", name).put("WithDecryption", true);
    }
}
