package io.github.lambdaci.build;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A file with secrets that a build may read and that is no part of what it makes.
 *
 * @param path where the build finds it, below its home folder
 * @param base64 its content
 * @param addition whether it adds to a file that is there already instead of taking its place
 */
public record SecretFile(String path, String base64, boolean addition) {
    /** A file that takes the place of any other. */
    static SecretFile of(String path, byte[] content) {
        return new SecretFile(path, Base64.getEncoder().encodeToString(content), false);
    }

    /** Lines that are put behind those of a file that is there already. */
    static SecretFile adding(String path, String lines) {
        return new SecretFile(path, Base64.getEncoder().encodeToString(lines.getBytes(StandardCharsets.UTF_8)), true);
    }

    /** Its content. */
    public byte[] content() {
        return Base64.getDecoder().decode(base64);
    }

    /** Its content as text, which all but key stores are. */
    String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    /** This file's lines behind those of another; in these formats the later ones count. */
    public SecretFile behind(byte[] other) {
        return of(
                path,
                (new String(other, StandardCharsets.UTF_8).stripTrailing() + "\n" + text())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Without the content. */
    @Override
    public String toString() {
        return path;
    }
}
