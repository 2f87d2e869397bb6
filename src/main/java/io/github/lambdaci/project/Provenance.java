package io.github.lambdaci.project;

/**
 * Where something was live that was promoted, and not made from sources.
 *
 * @param environment what whoever promoted it calls the place
 * @param functionArn the function that it was live of, without a qualifier
 * @param version the number of the version that was live
 */
public record Provenance(String environment, String functionArn, String version) {
    /** The function's name. */
    public String functionName() {
        return functionArn.substring(functionArn.lastIndexOf(':') + 1);
    }
}
