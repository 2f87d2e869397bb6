package io.github.lambdaci.sandbox.lambda;

import java.util.Base64;
import java.util.HexFormat;

/** A zip that Lambda keeps: its SHA-256 in hexadecimal, its size, and the size of what is in it. */
record CodeFile(String sha256, long size, long unzipped) {
    /** The hash as Lambda writes it. */
    String base64() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    }
}
