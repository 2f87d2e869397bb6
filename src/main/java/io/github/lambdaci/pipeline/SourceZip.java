package io.github.lambdaci.pipeline;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.KnownContents;
import io.github.lambdaci.artifact.zip.ReproducibleZip;
import io.github.lambdaci.artifact.zip.ZipCache;
import io.github.lambdaci.artifact.zip.ZipSlot;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;
import java.util.BitSet;

/** Zips sources that are shipped as they are. */
final class SourceZip {
    private SourceZip() {}

    /**
     * Writes a zip. Secrets are looked for meanwhile: what is copied from an earlier zip leaves the other processors idle.
     *
     * @throws io.github.lambdaci.failure.ProjectException if there are any
     */
    static Archive write(LambdaProject project, HashedTree tree, Path file, ZipCache zips) {
        try (Together together = Together.reading()) {
            ZipSlot slot = zips.slot(project.target().function());
            KnownContents known = slot.clean(tree);
            Pending<BitSet> clean = together.start(
                    "looking for secrets", () -> project.sources().refuseSecrets(tree, known));
            Archive zip = ReproducibleZip.write(file, tree, slot);
            // Not before the zip is there: a file that changed since it was hashed has ended the run by now.
            project.sources().keepClean(tree, clean.get(), known);
            return zip;
        }
    }
}
