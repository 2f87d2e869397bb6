package io.github.lambdaci.runtime;

import io.github.lambdaci.failure.ProjectException;

/** An instruction set that Lambda runs functions on. */
public enum Architecture {
    X86_64("x86_64", "amd64", "x64"),
    ARM64("arm64", "arm64", "arm64");

    private final String lambdaName;
    private final String dockerName;
    private final String npmName;

    Architecture(String lambdaName, String dockerName, String npmName) {
        this.lambdaName = lambdaName;
        this.dockerName = dockerName;
        this.npmName = npmName;
    }

    /**
     * Reads Lambda's name of an architecture.
     *
     * @throws ProjectException if lambda-ci does not know it
     */
    public static Architecture of(String lambdaName) {
        for (Architecture architecture : values()) {
            if (architecture.lambdaName.equals(lambdaName)) {
                return architecture;
            }
        }
        throw new ProjectException(
                "architecture '" + lambdaName + "' is not supported", "lambda-ci builds for x86_64 and arm64");
    }

    /** Lambda's name, also used in the tags of AWS's build images: {@code x86_64} or {@code arm64}. */
    public String lambdaName() {
        return lambdaName;
    }

    /** Docker's name: {@code amd64} or {@code arm64}. */
    public String dockerName() {
        return dockerName;
    }

    /** Node.js's name, for {@code npm --cpu}: {@code x64} or {@code arm64}. */
    public String npmName() {
        return npmName;
    }

    /** The machine's name in wheel tags, as in {@code manylinux2014_aarch64} (PEP 599). */
    public String wheelName() {
        return this == X86_64 ? "x86_64" : "aarch64";
    }

    @Override
    public String toString() {
        return lambdaName;
    }
}
