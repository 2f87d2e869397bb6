package io.github.lambdaci.sandbox.s3;

import java.nio.file.Path;
import java.util.Map;

/** A complete body in a temporary file, with the hashes that were computed while it arrived. */
record ReceivedBody(Path file, long size, String md5, String sha256, Map<String, String> checksums) {}
