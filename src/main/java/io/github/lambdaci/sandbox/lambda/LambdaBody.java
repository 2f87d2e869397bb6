package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.Json;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;

/** A request's JSON, except for a zip in it, which goes to a file while it is read. */
record LambdaBody(ObjectNode json, Optional<Zip> zip) implements AutoCloseable {
    /** A zip that came with the request, in a temporary file. */
    record Zip(Path file, long size, String sha256) {}

    static LambdaBody read(InputStream in, StateDirectory state) throws IOException {
        Path file = state.temporary();
        try (JsonParser parser = Json.mapper().createParser(in)) {
            if (parser.nextToken() == null) {
                return new LambdaBody(Json.object(), Optional.empty());
            }
            Reader reader = new Reader(parser, file);
            ObjectNode json = reader.object();
            return new LambdaBody(json, reader.zip());
        } catch (JsonProcessingException malformed) {
            Files.deleteIfExists(file);
            throw AwsError.of(
                            400,
                            "InvalidRequestContentException",
                            "Could not parse request body into json: " + malformed.getOriginalMessage())
                    .with("Type", "User");
        }
    }

    @Override
    public void close() throws IOException {
        if (zip.isPresent()) {
            Files.deleteIfExists(zip.get().file());
        }
    }

    /** Reads objects by hand for the sake of one field that may be tens of megabytes long. */
    private static final class Reader {
        private final JsonParser parser;
        private final Path file;
        private Optional<Zip> zip = Optional.empty();

        Reader(JsonParser parser, Path file) {
            this.parser = parser;
            this.file = file;
        }

        Optional<Zip> zip() {
            return zip;
        }

        ObjectNode object() throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new com.fasterxml.jackson.core.JsonParseException(parser, "expected an object");
            }
            ObjectNode object = Json.object();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("ZipFile") && value == JsonToken.VALUE_STRING) {
                    zip = Optional.of(zipTo(file));
                } else if (value == JsonToken.START_OBJECT) {
                    object.set(name, object());
                } else {
                    object.set(name, Json.mapper().readTree(parser));
                }
            }
            return object;
        }

        private Zip zipTo(Path target) throws IOException {
            MessageDigest digest = FileNames.sha256();
            long size;
            try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
                size = parser.readBinaryValue(out);
            }
            return new Zip(target, size, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
