package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.endtoend.HttpMessages.Request;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every request of a run that changes something says what it expects to be there, so that nobody is overwritten. */
class GuardsIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a request has to say, by its operation. A changing operation that is not here fails the test. */
    private static final Map<String, List<String>> GUARDS = Map.of(
            "UpdateFunctionCode", List.of("RevisionId"),
            "UpdateFunctionConfiguration", List.of("RevisionId"),
            "PublishVersion", List.of("RevisionId", "CodeSha256"),
            "UpdateAlias", List.of("RevisionId", "RoutingConfig"),
            // These add, and cannot change what others made.
            "CreateAlias", List.of(),
            "PublishLayerVersion", List.of());

    /** What is written without a condition, under the lease: each names what it is, or says who wrote it. */
    private static final Set<String> KEYS = Set.of(
            "packages/FINGERPRINT.zip",
            "v1/app.zip",
            "v1/deps.zip",
            "v2/app.zip",
            "v2/deps.zip",
            "latest/app.zip",
            "latest/deps.zip",
            "latest/requirements.txt",
            "latest/latest.json");

    @TempDir
    Path temporary;

    @Test
    void everyChangeIsGuarded() {
        List<Request> requests = new ArrayList<>();
        Sites sites = new Sites(temporary);
        requests.addAll(requestsOf(sites, Scenario.FIRST_RELEASE));
        requests.addAll(requestsOf(sites, Scenario.CODE_AND_DEPENDENCIES));

        Set<String> seen = new TreeSet<>();
        for (Request request : requests) {
            AwsOperation operation = request.operation();
            if (operation.service().equals("S3")) {
                assertGuarded(request);
            } else if (!request.method().equals("GET")) {
                assertThat(GUARDS).as("%s changes something", operation).containsKey(operation.name());
                for (String guard : GUARDS.getOrDefault(operation.name(), List.of())) {
                    assertThat(json(request.body()).path(guard).isMissingNode())
                            .as("%s without %s: %s", operation, guard, request.body())
                            .isFalse();
                }
                seen.add(operation.name());
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(GUARDS.keySet());
    }

    private static void assertGuarded(Request request) {
        AwsOperation operation = request.operation();
        if (operation.subject().equals("lease.json")) {
            assertThat(request.method().equals("GET")
                            || request.headers().containsKey("if-match")
                            || request.headers().containsKey("if-none-match"))
                    .as("%s with %s", operation, request.headers())
                    .isTrue();
        } else if (operation.isWrite()) {
            assertThat(KEYS).contains(operation.subject());
        }
    }

    private static List<Request> requestsOf(Sites sites, Scenario scenario) {
        HeldCalls calls = new HeldCalls("run", new ArrayList<>());
        try (Site site = sites.open(Target.SANDBOX, scenario);
                FaultProxy proxy = new FaultProxy(site.aws(), calls)) {
            Program.Outcome outcome =
                    site.programThrough(proxy.address()).run(scenario.command().apply(site));
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        }
        return calls.requests();
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(body, e);
        }
    }
}
