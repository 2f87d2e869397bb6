package io.github.lambdaci.sandbox.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.POJONode;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.storage.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;

/** Smithy RPC v2 CBOR: the operation is in the path, a time is a number of seconds with tag 1. */
final class CborWire implements Wire {
    static final String PATH = "/service/GraniteServiceVersion20100801/operation/";

    private static final int TAG_SECONDS = 1;

    // Loading the mapper takes a while, and a server that is only started does not need it.
    private static final class Mapper {
        static final ObjectMapper INSTANCE = new ObjectMapper(new CBORFactory());
    }

    @Override
    public Call read(Request request) throws IOException {
        byte[] body = request.body().readNBytes(CloudWatchApi.LARGEST);
        String operation = request.rawPath().substring(PATH.length());
        try {
            JsonNode parameters = body.length == 0 ? Json.object() : Mapper.INSTANCE.readTree(body);
            return new Call(operation, parameters instanceof ObjectNode object ? object : Json.object());
        } catch (JsonProcessingException malformed) {
            throw CloudWatchErrors.unreadable("CBOR");
        }
    }

    @Override
    public Response answer(Request request, String operation, ObjectNode result) throws IOException {
        return response(200, result);
    }

    private static Response response(int status, ObjectNode document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = (CBORGenerator) Mapper.INSTANCE.getFactory().createGenerator(bytes)) {
            write(out, document);
        }
        return Response.of(status)
                .with("Content-Type", "application/cbor")
                .with("smithy-protocol", "rpc-v2-cbor")
                .stream(new ByteArrayInputStream(bytes.toByteArray()), bytes.size());
    }

    private static void write(CBORGenerator out, JsonNode node) throws IOException {
        if (node.isObject()) {
            out.writeStartObject();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                out.writeFieldName(field.getKey());
                write(out, field.getValue());
            }
            out.writeEndObject();
        } else if (node.isArray()) {
            out.writeStartArray();
            for (JsonNode element : node) {
                write(out, element);
            }
            out.writeEndArray();
        } else if (node instanceof POJONode pojo && pojo.getPojo() instanceof Instant time) {
            out.writeTag(TAG_SECONDS);
            out.writeNumber(time.toEpochMilli() / 1000.0);
        } else {
            out.writeTree(node);
        }
    }

    @Override
    public Response failure(Request request, AwsError error) {
        ObjectNode body = Json.object()
                .put("__type", "com.amazonaws.cloudwatch.v2010_08_01#" + error.code())
                .put("message", error.message());
        try {
            return response(error.status(), body)
                    .with("x-amzn-query-error", CloudWatchErrors.queryCode(error) + ";Sender");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
