package io.github.lambdaci.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.PackageSource;
import io.github.lambdaci.build.PackageSources;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Language;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Logs in to a repository of AWS CodeArtifact. */
public final class CodeArtifactSources implements PackageSources {
    /** Source: CodeArtifact's user guide; the name is the same for everybody. */
    private static final String USER = "aws";

    /** Longer than an install takes; CodeArtifact gives a token for 15 minutes at least. */
    private static final Duration VALID = Duration.ofHours(1);

    private final AwsClients clients;
    private final CodeArtifactRepository repository;

    /** Nothing is asked of AWS yet. */
    public CodeArtifactSources(AwsClients clients, CodeArtifactRepository repository) {
        this.clients = clients;
        this.repository = repository;
    }

    @Override
    public Optional<PackageSource> logIn(Language language) {
        return switch (language) {
            case PYTHON -> Optional.of(source(endpoint("pypi") + "simple/"));
            case NODEJS -> Optional.of(source(endpoint("npm")));
            case OTHER ->
                throw new ProjectException(
                        "--codeartifact logs in for the package managers of Python and Node.js only",
                        "leave it out, and log in to " + repository + " in the build command: a token can be passed"
                                + " with --build-env");
        };
    }

    private PackageSource source(String address) {
        return new PackageSource(URI.create(address), USER, token());
    }

    private String endpoint(String format) {
        Map<String, String> query = domain();
        query.put("repository", repository.name());
        query.put("format", format);
        AwsCall call = call("asking CodeArtifact for the address of ", "GetRepositoryEndpoint", "repository");
        JsonNode answer = send(call, SdkHttpMethod.GET, "/v1/repository/endpoint", query);
        return text(call, answer, "repositoryEndpoint").replaceFirst("/*$", "/");
    }

    private String token() {
        Map<String, String> query = domain();
        query.put("duration", String.valueOf(VALID.toSeconds()));
        AwsCall call = call("logging in to ", "GetAuthorizationToken", "domain");
        return text(call, send(call, SdkHttpMethod.POST, "/v1/authorization-token", query), "authorizationToken");
    }

    private JsonNode send(AwsCall call, SdkHttpMethod method, String path, Map<String, String> query) {
        return clients.failures().send(call, () -> clients.codeArtifact().send(method, path, query));
    }

    private Map<String, String> domain() {
        Map<String, String> query = new TreeMap<>();
        query.put("domain", repository.domain());
        repository.owner().ifPresent(owner -> query.put("domain-owner", owner));
        return query;
    }

    private AwsCall call(String doing, String action, String kind) {
        String name = kind.equals("domain") ? repository.domain() : repository.domain() + "/" + repository.name();
        return new AwsCall(
                doing + "CodeArtifact repository " + repository,
                "codeartifact:" + action,
                "arn:aws:codeartifact:" + clients.region() + ":"
                        + repository.owner().orElse("*") + ":" + kind + "/" + name);
    }

    private static String text(AwsCall call, JsonNode answer, String field) {
        String text = answer.path(field).asText("");
        if (text.isEmpty()) {
            throw new AwsException(
                    call.doing() + " failed: the answer has no " + field, "check AWS_ENDPOINT_URL_CODEARTIFACT", null);
        }
        return text;
    }
}
