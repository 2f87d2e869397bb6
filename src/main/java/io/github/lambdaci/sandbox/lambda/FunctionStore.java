package io.github.lambdaci.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The functions on disk, one document each. */
final class FunctionStore {
    private final StateDirectory state;
    private final LambdaSettings settings;

    FunctionStore(StateDirectory state, LambdaSettings settings) {
        this.state = state;
        this.settings = settings;
    }

    /** A change of one function that makes an answer. */
    @FunctionalInterface
    interface Change<T> {
        T apply(FunctionDocument function) throws IOException;
    }

    LambdaSettings settings() {
        return settings;
    }

    StateDirectory state() {
        return state;
    }

    private Path directory(String region) {
        return state.path("lambda", "functions", FileNames.of(region));
    }

    private Path document(FunctionRef ref) {
        return directory(ref.region()).resolve(FileNames.of(ref.name()) + ".json");
    }

    boolean exists(FunctionRef ref) {
        return Files.exists(document(ref));
    }

    Optional<FunctionDocument> find(FunctionRef ref) throws IOException {
        return ref.account().equals(settings.account())
                ? state.read(document(ref))
                        .map(document -> FunctionDocument.at(
                                ref, document, settings.clock().instant()))
                : Optional.empty();
    }

    FunctionDocument get(FunctionRef ref) throws IOException {
        return find(ref).orElseThrow(() -> LambdaErrors.functionNotFound(ref.arn()));
    }

    List<FunctionDocument> all(String region) throws IOException {
        List<FunctionDocument> functions = new ArrayList<>();
        for (Path file : StateDirectory.list(directory(region))) {
            Optional<ObjectNode> document = state.read(file);
            if (document.isPresent()) {
                String name = document.get().path("name").asText();
                FunctionRef ref = new FunctionRef(settings.account(), region, name, Optional.empty());
                functions.add(FunctionDocument.at(
                        ref, document.get(), settings.clock().instant()));
            }
        }
        functions.sort(Comparator.comparing(function -> function.ref().name()));
        return functions;
    }

    /** Changes a function while nobody else does; a change that throws changes nothing. */
    <T> T change(FunctionRef ref, Change<T> change) throws IOException {
        return state.exclusively(() -> {
            FunctionDocument function = get(ref);
            T answer = change.apply(function);
            save(function);
            return answer;
        });
    }

    void save(FunctionDocument function) throws IOException {
        state.write(document(function.ref()), function.json());
    }

    void delete(FunctionRef ref) throws IOException {
        Files.deleteIfExists(document(ref));
    }
}
