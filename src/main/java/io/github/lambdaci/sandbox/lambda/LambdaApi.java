package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.cloudwatch.MetricStore;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.ByteRange;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.logs.LogStore;
import io.github.lambdaci.sandbox.s3.ObjectSource;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** AWS Lambda: the table of its operations by method and path. */
public final class LambdaApi implements Service, AutoCloseable {
    private final StateDirectory state;
    private final LambdaSettings settings;
    private final CodeStore codes;
    private final Invoker invoker;
    private final SandboxFunctions seeds;
    private final AliasShift aliases;
    private final List<Route> routes = new ArrayList<>();

    /** What is told of every invocation. */
    public record Observers(LogStore logs, MetricStore metrics) {}

    public LambdaApi(
            StateDirectory state,
            LambdaSettings settings,
            ObjectSource objects,
            Observers observers,
            String searchPath) {
        this.state = state;
        this.settings = settings;
        this.codes = new CodeStore(state, objects);
        FunctionStore functions = new FunctionStore(state, settings);
        LayerStore layers = new LayerStore(state, settings.account());
        VersionOperations versions = new VersionOperations(functions);
        LayerReferences references = new LayerReferences(layers, settings.account());
        this.invoker = new Invoker(functions, new Workspace(state, codes), new Interpreters(searchPath), observers);
        this.aliases = new AliasShift(functions);
        this.seeds = new SandboxFunctions(functions, codes);
        addFunctions(new FunctionOperations(functions, codes, references, versions), versions);
        addChanges(new UpdateOperations(functions, codes, references, versions), new AliasOperations(functions));
        addLayers(new LayerOperations(state, layers, codes, settings));
        addAccount(new AccountOperations(functions), new PolicyOperations(functions));
        addProvisioned(new ProvisionedOperations(functions));
    }

    /** What the sandbox adds to Lambda: functions that are there from the start, and updates that fail on purpose. */
    public SandboxFunctions functions() {
        return seeds;
    }

    /** What CodeDeploy needs of Lambda. */
    public AliasShift aliases() {
        return aliases;
    }

    private void addFunctions(FunctionOperations functions, VersionOperations versions) {
        add("POST functions", functions::create);
        add("GET functions", functions::list);
        add("GET functions/{function}", functions::get);
        add("DELETE functions/{function}", functions::delete);
        add("GET functions/{function}/configuration", functions::getConfiguration);
        add("POST functions/{function}/versions", versions::publish);
        add("GET functions/{function}/versions", versions::list);
        add("POST functions/{function}/invocations", invoker::invoke);
    }

    private void addChanges(UpdateOperations updates, AliasOperations aliases) {
        add("PUT functions/{function}/code", updates::code);
        add("PUT functions/{function}/configuration", updates::configuration);
        add("POST functions/{function}/aliases", aliases::create);
        add("GET functions/{function}/aliases", aliases::list);
        add("GET functions/{function}/aliases/{alias}", aliases::get);
        add("PUT functions/{function}/aliases/{alias}", aliases::update);
        add("DELETE functions/{function}/aliases/{alias}", aliases::delete);
    }

    private void addLayers(LayerOperations layers) {
        add("GET layers", layers::list);
        add("POST layers/{layer}/versions", layers::publish);
        add("GET layers/{layer}/versions", layers::listVersions);
        add("GET layers/{layer}/versions/{version}", layers::get);
        add("DELETE layers/{layer}/versions/{version}", layers::delete);
    }

    private void addAccount(AccountOperations account, PolicyOperations policies) {
        add("GET account-settings", account::settings);
        add("GET tags/{arn}", account::tags);
        add("POST tags/{arn}", account::tag);
        add("DELETE tags/{arn}", account::untag);
        add("GET event-source-mappings", account::noEventSources);
        add("GET functions/{function}/code-signing-config", account::codeSigning);
        add("GET functions/{function}/concurrency", account::concurrency);
        add("PUT functions/{function}/concurrency", account::putConcurrency);
        add("DELETE functions/{function}/concurrency", account::deleteConcurrency);
        add("GET functions/{function}/recursion-config", account::recursion);
        add("GET functions/{function}/runtime-management-config", account::runtimeManagement);
        add("GET functions/{function}/event-invoke-config", account::noEventInvokeConfig);
        add("GET functions/{function}/url", account::noUrlConfig);
        add("GET functions/{function}/policy", policies::get);
        add("POST functions/{function}/policy", policies::add);
        add("DELETE functions/{function}/policy/{statement}", policies::remove);
    }

    private void addProvisioned(ProvisionedOperations provisioned) {
        add("PUT functions/{function}/provisioned-concurrency", provisioned::put);
        add("GET functions/{function}/provisioned-concurrency", provisioned::get);
        add("DELETE functions/{function}/provisioned-concurrency", provisioned::delete);
    }

    private void add(String route, Route.Operation operation) {
        routes.add(Route.of(route, operation));
    }

    @Override
    public Response handle(Request request) throws IOException {
        for (Route route : routes) {
            Optional<Map<String, String>> path = route.match(request);
            if (path.isPresent()) {
                return identified(answer(request, route, path.get()), request);
            }
        }
        throw AwsError.notImplemented("Lambda " + request.method() + " " + request.rawPath());
    }

    private Response answer(Request request, Route route, Map<String, String> path) throws IOException {
        // The payload of an invocation is the caller's own and need not even be an object.
        boolean invocation = request.rawPath().endsWith("/invocations");
        InputStream body = invocation ? InputStream.nullInputStream() : request.body();
        try (LambdaBody read = LambdaBody.read(body, state)) {
            return route.operation().answer(new LambdaCall(request, settings.account(), path, read));
        }
    }

    /** The zip of a function or of a layer, for whoever has its address. */
    public Response download(Request request) throws IOException {
        String name = request.rawPath().substring(CodeLocation.PATH.length());
        Path file = codes.file(name.replaceFirst("\\.zip$", ""));
        if (!name.matches("[0-9a-f]{64}\\.zip") || !Files.exists(file)) {
            throw AwsError.of(404, "NoSuchKey", "The specified key does not exist.");
        }
        long size = Files.size(file);
        Optional<ByteRange> range = request.header("range").flatMap(header -> ByteRange.parse(header, size));
        FileChannel content = FileChannel.open(file, StandardOpenOption.READ);
        if (range.isEmpty()) {
            return Response.of(200).with("Content-Type", "application/zip").stream(
                    Channels.newInputStream(content), size);
        }
        return Response.of(206)
                .with("Content-Type", "application/zip")
                .with("Content-Range", range.get().contentRange(size))
                .stream(
                        Channels.newInputStream(content.position(range.get().first())),
                        range.get().length());
    }

    @Override
    public Response failure(Request request, AwsError error) {
        ObjectNode body = Json.object();
        error.details().forEach(body::put);
        body.put(error.details().containsKey("Type") ? "Message" : "message", error.message());
        Response response = Response.json(error.status(), body)
                .with("x-amzn-errortype", error.code())
                .with(error.headers());
        return identified(response, request);
    }

    private static Response identified(Response response, Request request) {
        return response.with("x-amzn-requestid", request.id());
    }

    /** Takes no more events and runs those that were accepted, unless the thread is interrupted. */
    public void finishEvents() {
        invoker.finishEvents();
    }

    @Override
    public void close() {
        invoker.close();
    }
}
