package io.github.lambdaci.artifact.zip;

/** What is written into a zip: a piece that was compressed, or an entry that is copied. */
sealed interface WrittenPart permits CompressedPiece, KnownEntry {}
