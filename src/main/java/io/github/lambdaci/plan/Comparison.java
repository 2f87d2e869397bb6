package io.github.lambdaci.plan;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.packages.ZippedPackages;
import io.github.lambdaci.packages.ZippedPackages.Place;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.pipeline.Dependencies;
import io.github.lambdaci.pipeline.Prepared;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.project.LambdaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what is live and what would be shipped, as far as both can be read: a plan does not fail for what cannot. */
final class Comparison {
    private final Account account;
    private final LambdaProject project;
    private final Prepared prepared;
    private final Path folder;

    /**
     * Makes a comparison.
     *
     * @param folder an empty folder for what has to be downloaded
     */
    Comparison(Account account, LambdaProject project, Prepared prepared, Path folder) {
        this.account = account;
        this.project = project;
        this.prepared = prepared;
        this.folder = folder;
    }

    Compared with(Outlook outlook) {
        Compared.Pair code = outlook.changesCode()
                ? new Compared.Pair(
                        read("live-code.zip", Place.CODE, file -> liveCode(outlook.live(), file)),
                        read("code.zip", Place.CODE, this::newCode))
                : Compared.Pair.SAME;
        Compared.Pair layer = outlook.changesOwnLayer()
                ? new Compared.Pair(
                        outlook.ownLayerBefore()
                                .map(live -> read("live-layer.zip", Place.LAYER, file -> liveLayer(live, file)))
                                .orElse(Reading.NONE),
                        outlook.ownLayerAfter()
                                .map(own -> read("layer.zip", Place.LAYER, file -> newLayer(own, file)))
                                .orElse(Reading.NONE))
                : Compared.Pair.SAME;
        return new Compared(code, layer);
    }

    /**
     * Reads a zip.
     *
     * @param zip brings it, downloading it to the given file if it is not on this machine
     */
    private Reading read(String name, Place place, Function<Path, Path> zip) {
        try {
            Path file = zip.apply(folder.resolve(name));
            ZippedPackages content = ZippedPackages.read(
                    file, prepared.checked().latest().runtime().language(), place);
            return Reading.of(content, Files.size(file));
        } catch (AwsException e) {
            return Reading.failed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Reading.failed("it is no zip that can be read");
        }
    }

    private Path newCode(Path file) {
        return prepared.bundled().code() instanceof Code.Local local
                ? inOneFile(local.archive(), file)
                : downloaded(((Code.Stored) prepared.bundled().code()).artifact(), file);
    }

    private static Path inOneFile(Archive archive, Path file) {
        try {
            return archive.inOneFile(file);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + archive.file().getFileName(), e);
        }
    }

    private Path newLayer(LayerVersionArn own, Path file) {
        Dependencies dependencies = prepared.bundled().dependencies();
        if (dependencies instanceof Dependencies.Local local) {
            return local.packages().file();
        }
        if (dependencies instanceof Dependencies.Stored stored) {
            return downloaded(stored.packages(), file);
        }
        account.layers().download(own, file);
        return file;
    }

    /** From the bucket, which every run may read, if it holds just this code; else from Lambda. */
    private Path liveCode(FunctionVersion live, Path file) {
        Stream<ArtifactKey> keys = Stream.concat(
                prepared.checked().marker().stream()
                        .map(marker -> project.keys().code(marker.sourceVersion())),
                Stream.of(project.keys().latestCode()));
        Optional<StoredArtifact> stored = keys.flatMap(key -> store().find(key).stream())
                .filter(found -> found.sha256().equals(live.codeSha256()))
                .findFirst();
        if (stored.isPresent()) {
            return downloaded(stored.get(), file);
        }
        account.functions().download(live, file);
        return file;
    }

    /** From the bucket if the last release noted what the layer was published from; else from Lambda. */
    private Path liveLayer(LayerVersionArn live, Path file) {
        Optional<StoredArtifact> stored = prepared.checked()
                .marker()
                .flatMap(StateMarker::packages)
                .filter(packages -> packages.layerVersionArn().equals(Optional.of(live.toString())))
                // A marker is only a help: somebody may have written anything into it.
                .flatMap(packages -> Sha256.ifValid(packages.fingerprint())
                        .flatMap(fingerprint -> store().find(project.keys().packages(fingerprint)))
                        .filter(found -> found.sha256().hex().equals(packages.sha256())));
        if (stored.isPresent()) {
            return downloaded(stored.get(), file);
        }
        account.layers().download(live, file);
        return file;
    }

    private Path downloaded(StoredArtifact artifact, Path file) {
        store().download(artifact, file);
        return file;
    }

    private ArtifactStore store() {
        return account.store();
    }
}
