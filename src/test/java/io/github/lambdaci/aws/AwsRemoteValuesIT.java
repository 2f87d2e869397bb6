package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.config.RemoteValue;
import io.github.lambdaci.config.RemoteValues;
import io.github.lambdaci.config.RemoteValuesContract;
import io.github.lambdaci.testing.Emulators;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/** The real adapter keeps its contract against emulators that others wrote. */
final class AwsRemoteValuesIT {
    @Nested
    final class OnMoto extends OnEmulator {
        OnMoto() {
            super(Emulators.moto());
        }
    }

    @Nested
    final class OnStrictEmulator extends OnEmulator {
        OnStrictEmulator() {
            super(Emulators.strict());
        }
    }

    private abstract static class OnEmulator extends RemoteValuesContract {
        private static final ObjectMapper JSON = new ObjectMapper();

        private final AwsClients clients;
        private final String run = UUID.randomUUID().toString();

        OnEmulator(URI endpoint) {
            clients = new AwsClients(AwsSettings.sandbox(endpoint, "0-test"));
        }

        @AfterEach
        void close() {
            clients.close();
        }

        /** Emulators live longer than tests, so that each has names of its own. */
        @Override
        protected RemoteValues values() {
            AwsRemoteValues values = new AwsRemoteValues(clients);
            return new RemoteValues() {
                @Override
                public Optional<RemoteValue> parameter(String name, Optional<String> region) {
                    return values.parameter(own(name), region);
                }

                @Override
                public Optional<RemoteValue> secret(String name, Optional<String> region) {
                    return values.secret(own(name), region);
                }

                @Override
                public Optional<Map<String, String>> outputs(String stack, Optional<String> region) {
                    return values.outputs(own(stack), region);
                }
            };
        }

        private String own(String name) {
            return name + "-" + run;
        }

        @Override
        protected void keepParameter(String name, RemoteValue value, Optional<String> region) {
            ObjectNode body = JSON.createObjectNode()
                    .put("Name", own(name))
                    .put("Value", value.text())
                    .put("Type", value.isSecret() ? "SecureString" : "String");
            JsonNode answer = clients.signed(SignedService.SSM, region).post("AmazonSSM.PutParameter", body);
            assertThat(answer.path("Version").asInt()).isEqualTo(1);
        }

        @Override
        protected void keepSecret(String name, String value, Optional<String> region) {
            ObjectNode body = JSON.createObjectNode()
                    .put("Name", own(name))
                    .put("SecretString", value)
                    .put("ClientRequestToken", UUID.randomUUID().toString());
            JsonNode answer =
                    clients.signed(SignedService.SECRETSMANAGER, region).post("secretsmanager.CreateSecret", body);
            assertThat(answer.path("Name").asText()).isEqualTo(own(name));
        }

        @Override
        protected void keepStack(String name, Map<String, String> outputs, Optional<String> region) {
            ObjectNode template = JSON.createObjectNode();
            template.putObject("Resources").putObject("Topic").put("Type", "AWS::SNS::Topic");
            ObjectNode out = template.putObject("Outputs");
            outputs.forEach((key, value) -> out.putObject(key).put("Value", value));
            String answer = clients.signed(SignedService.CLOUDFORMATION, region)
                    .form(new TreeMap<>(Map.of(
                            "Action",
                            "CreateStack",
                            "Version",
                            "2010-05-15",
                            "StackName",
                            own(name),
                            "TemplateBody",
                            template.toString())));
            assertThat(answer).contains("StackId");
        }
    }
}
