package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** What only a sandbox can do to functions: have them from the start, and make their changes fail. */
public final class SandboxFunctions {
    // Any fixed time, so that the dummy has the same hash on every machine.
    private static final long DUMMY_TIME = 1_577_836_800_000L;

    private final FunctionStore functions;
    private final CodeStore codes;

    SandboxFunctions(FunctionStore functions, CodeStore codes) {
        this.functions = functions;
        this.codes = codes;
    }

    /** A function as infrastructure as code leaves it: a dummy package, version 1, and an alias that points to it. */
    public record Dummy(
            String name, String region, String runtime, String architecture, String handler, String alias) {}

    /** Whether there is a function of this name. */
    public boolean has(String name, String region) throws IOException {
        return functions.exists(
                FunctionRef.parse(name, Optional.empty(), functions.settings().account(), region));
    }

    /** What a function is: as much of it as another one of its kind needs. */
    public record Definition(String runtime, String handler) {}

    /** What a function is, if there is one of this name. */
    public Optional<Definition> definition(String name, String region) throws IOException {
        FunctionRef ref =
                FunctionRef.parse(name, Optional.empty(), functions.settings().account(), region);
        return functions
                .find(ref)
                .map(function -> function.latest().config())
                .map(config -> new Definition(
                        config.path("Runtime").asText(), config.path("Handler").asText()));
    }

    /** Makes the function; one that is there is left as it is, whatever has become of it. */
    public void provision(Dummy dummy) throws IOException {
        String account = functions.settings().account();
        FunctionRef ref = FunctionRef.parse(dummy.name(), Optional.empty(), account, dummy.region());
        if (functions.exists(ref)) {
            return;
        }
        functions.state().exclusively(() -> {
            if (!functions.exists(ref)) {
                functions.save(document(ref, dummy));
            }
        });
    }

    private FunctionDocument document(FunctionRef ref, Dummy dummy) throws IOException {
        FunctionDocument function = FunctionDocument.at(
                ref,
                Json.object().put("name", ref.name()),
                functions.settings().clock().instant());
        ObjectNode config = ConfigurationFields.defaults(ref);
        ObjectNode wanted = Json.object()
                .put("Role", "arn:aws:iam::" + ref.account() + ":role/" + ref.name())
                .put("Runtime", dummy.runtime())
                .put("Handler", dummy.handler());
        ConfigurationFields.apply(config, wanted);
        config.putArray("Architectures").add(dummy.architecture());
        config.put("RevisionId", FunctionDocument.newRevision())
                .put("LastModified", FunctionVersion.time(function.now()));
        function.json().set("latest", config);
        function.latest().code(dummyCode(dummy));
        FunctionVersion version = new VersionOperations(functions)
                .publishSettled(function, function.latest().config(), "", function.now());
        function.aliases()
                .putObject(dummy.alias())
                .put("AliasArn", ref.qualified(dummy.alias()).arn())
                .put("Name", dummy.alias())
                .put("FunctionVersion", version.number())
                .put("Description", "")
                .put("RevisionId", FunctionDocument.newRevision());
        return function;
    }

    private CodeFile dummyCode(Dummy dummy) throws IOException {
        boolean node = dummy.runtime().startsWith("nodejs");
        String base = dummy.handler().substring(0, Math.max(0, dummy.handler().indexOf('.')));
        String file = (base.isEmpty() ? "index" : base) + (node ? ".js" : ".py");
        String name = dummy.handler().substring(dummy.handler().lastIndexOf('.') + 1);
        String source = node
                ? "exports." + name + " = async () => ({ message: 'not deployed yet' });\n"
                : "def " + name + "(event, context):\n    return {'message': 'not deployed yet'}\n";
        Path zip = functions.state().temporary();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry entry = new ZipArchiveEntry(file);
            entry.setUnixMode(0644);
            entry.setTime(DUMMY_TIME);
            out.putArchiveEntry(entry);
            out.write(source.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }
        try {
            byte[] content = Files.readAllBytes(zip);
            String sha256 = HexFormat.of().formatHex(FileNames.sha256().digest(content));
            return codes.keep(zip, sha256, content.length);
        } finally {
            Files.deleteIfExists(zip);
        }
    }

    /** Makes the next asynchronous update of a function fail, or else the next version that it publishes. */
    public void failNext(boolean version, String region, ObjectNode request) throws IOException {
        FunctionRef ref = FunctionRef.parse(
                request.path("function").asText(),
                Optional.empty(),
                functions.settings().account(),
                region);
        ObjectNode failure = Json.object()
                .put("reason", Json.text(request, "reason").orElse("The sandbox was asked to fail this change."))
                .put("reasonCode", Json.text(request, "reasonCode").orElse("InternalError"));
        functions.change(ref.unqualified(), function -> {
            function.json().set(version ? "failNextVersion" : "failNextUpdate", failure);
            return function;
        });
    }
}
