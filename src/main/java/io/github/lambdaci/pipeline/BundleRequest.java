package io.github.lambdaci.pipeline;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How what is shipped is to be brought.
 *
 * @param folder an empty folder for it
 * @param zipped whether a zip of the code is needed also where it is live already
 * @param ahead what may have been done already
 */
record BundleRequest(Path folder, boolean zipped, Optional<HeadStart> ahead) {}
