package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.OpenedZip;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.WorkspaceException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Brings what is live elsewhere to this machine, byte by byte: from the bucket if that has it, which takes no further right,
 * else from Lambda.
 */
final class PromotedFiles {
    private final Promoted promoted;
    private final Account account;
    private final Path folder;

    /**
     * Brings nothing yet.
     *
     * @param folder a folder for the files
     */
    PromotedFiles(Promoted promoted, Path folder) {
        this.promoted = promoted;
        this.account = promoted.place().account();
        this.folder = folder;
    }

    Archive code() {
        ArtifactKeys keys = promoted.place().keys();
        String source = promoted.sourceVersion().value();
        Sha256 live = promoted.version().codeSha256();
        Path file = folder.resolve("app.zip");
        bring(
                file,
                stored(live, keys.code(source), keys.latestCode()),
                target -> account.functions().download(promoted.version(), target));
        return checked(file, live, "the code of " + promoted.version().versionArn());
    }

    Archive packages(Promoted.Packages.InLayer layer) {
        ArtifactKeys keys = promoted.place().keys();
        Path file = folder.resolve("deps.zip");
        bring(
                file,
                stored(layer.sha256(), keys.packages(layer.known()), keys.latestDependencies()),
                target -> account.layers().download(layer.arn(), target));
        return checked(file, layer.sha256(), "layer " + layer.arn());
    }

    private Optional<StoredArtifact> stored(Sha256 wanted, ArtifactKey... keys) {
        ArtifactStore store = account.store();
        return Stream.of(keys)
                .flatMap(key -> store.find(key).stream())
                .filter(found -> found.sha256().equals(wanted))
                .findFirst();
    }

    private void bring(Path file, Optional<StoredArtifact> stored, Consumer<Path> lambda) {
        stored.ifPresentOrElse(found -> account.store().download(found, file), () -> lambda.accept(file));
    }

    /** Nothing that is not what Lambda runs elsewhere gets into the bucket here. */
    private static Archive checked(Path file, Sha256 live, String what) {
        try {
            Sha256 brought = Sha256.of(file);
            if (!brought.equals(live)) {
                throw new AwsException(
                        "what was downloaded is not " + what + ": its SHA-256 is " + brought + ", and not " + live,
                        "nothing was changed; run again, and if that is of no use, see what stands between this"
                                + " machine and S3");
            }
            return OpenedZip.measured(file);
        } catch (IOException e) {
            throw WorkspaceException.of("reading " + what, e);
        }
    }
}
