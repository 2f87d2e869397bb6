package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerContent;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.pipeline.NewDescriptor;
import io.github.lambdaci.pipeline.Promoted;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.runtime.PackageManager;
import io.github.lambdaci.runtime.PackageManagers;
import java.util.Optional;

/**
 * Where something is promoted from.
 *
 * @param name what whoever promotes it calls the place
 * @param account the account
 * @param target names in it
 */
public record Origin(String name, Account account, LambdaProject.Target target) {
    /**
     * What is live there, by what its alias says.
     *
     * @throws ProjectException if there is no such function or alias, or no telling what is live
     */
    public Promoted read() {
        Recorded recorded = recorded();
        refuseSharedTraffic(recorded);
        PublishedVersion published = recorded.version(recorded.live())
                .orElseThrow(() -> new ProjectException(
                        "alias '" + target.alias() + "' of function '" + target.function() + "' in " + name
                                + " points to " + recorded.live() + ", which can be changed at any time",
                        "publish it there: release it with lambda-ci, then promote it"));
        FunctionVersion version = published.version();
        return new Promoted(
                new Promoted.Place(name, account, keys()),
                version,
                sourceVersion(recorded, published),
                published.codeBytes(),
                // A marker is only a help: somebody may have written anything into it.
                recorded.history()
                        .sources(version.version())
                        .filter(sources -> Sha256.ifValid(sources.fingerprint()).isPresent()),
                packages(recorded, version),
                isNewestRelease(recorded) ? descriptor(version) : Optional.empty());
    }

    /** After a rollback, what the last release cached is not what is live. */
    private static boolean isNewestRelease(Recorded recorded) {
        return recorded.marker()
                .flatMap(marker -> marker.history().stream()
                        .filter(change -> !change.isRollback())
                        .findFirst())
                .filter(release -> release.version().equals(recorded.live()))
                .isPresent();
    }

    private Recorded recorded() {
        try {
            return Recorded.read(account, target);
        } catch (ProjectException e) {
            throw new ProjectException("nothing can be promoted from " + name + ": " + e.getMessage(), e.hint(), e);
        }
    }

    private void refuseSharedTraffic(Recorded recorded) {
        recorded.sharing().ifPresent(versions -> {
            throw new ProjectException(
                    "alias '" + target.alias() + "' of function '" + target.function() + "' in " + name
                            + " shares its traffic between " + versions
                            + ", so it is not settled which of them is to be promoted",
                    "wait for the end of the shift there, or end it: lambda-ci rollback --to " + recorded.live());
        });
    }

    private SourceVersion sourceVersion(Recorded recorded, PublishedVersion published) {
        String known = recorded.history().sourceVersion(published);
        try {
            return SourceVersion.of(known);
        } catch (ProjectException e) {
            throw new ProjectException(
                    "nobody knows of which sources version " + recorded.live() + " of function '" + target.function()
                            + "' in " + name + " was made: its description is '" + known + "'",
                    "release it there with lambda-ci, then promote it",
                    e);
        }
    }

    private Promoted.Packages packages(Recorded recorded, FunctionVersion version) {
        Optional<LayerVersionArn> layer = Versions.ownLayer(version, target.layer());
        if (layer.isPresent()) {
            LayerContent content = account.layers().content(layer.get());
            Sha256 fingerprint = content.fingerprint().orElseThrow(() -> unknown(layer.get()));
            return new Promoted.Packages.InLayer(layer.get(), fingerprint, content.sha256());
        }
        return recorded.history()
                .packages(version.version())
                .filter(packages -> packages.layerVersionArn().isEmpty())
                .flatMap(packages -> Sha256.ifValid(packages.fingerprint()))
                .<Promoted.Packages>map(Promoted.Packages.InCode::new)
                .orElseGet(Promoted.Packages.None::new);
    }

    private ProjectException unknown(LayerVersionArn layer) {
        return new ProjectException(
                "layer " + layer + ", which is live in " + name
                        + ", was not published by lambda-ci: its description has" + " no fingerprint",
                "release the function there with lambda-ci; or, if the layer is somebody else's, name another one for its"
                        + " dependencies: --from-function-layer-name NAME");
    }

    /** The one that was cached by the last release there, whichever the package manager. */
    private Optional<NewDescriptor> descriptor(FunctionVersion version) {
        ArtifactStore store = account.store();
        return PackageManagers.of(version.runtime().language()).stream()
                .map(PackageManager::descriptor)
                .distinct()
                .flatMap(named -> store.read(keys().cachedDescriptor(named)).stream()
                        .map(content -> new NewDescriptor(named, content)))
                .findFirst();
    }

    private ArtifactKeys keys() {
        return new ArtifactKeys(target.bucket(), target.function());
    }
}
