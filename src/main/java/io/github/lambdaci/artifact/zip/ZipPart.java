package io.github.lambdaci.artifact.zip;

/** What a zip is made of: a piece that is to be compressed, or an entry that has been before. */
sealed interface ZipPart permits ZipPiece, KnownEntry {}
