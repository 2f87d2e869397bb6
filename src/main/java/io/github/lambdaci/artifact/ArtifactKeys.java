package io.github.lambdaci.artifact;

/**
 * The keys of one function's artifacts: the layout that users' buckets already have.
 *
 * @param bucket the bucket that holds them
 * @param function the function's name
 */
public record ArtifactKeys(String bucket, String function) {
    private static final String ROOT = "lambda-ci/";
    private static final String LATEST = "latest";

    /** The code that belongs to a source version. */
    public ArtifactKey code(String sourceVersion) {
        return ofFunction(sourceVersion, "app.zip");
    }

    /** The dependencies that belong to a source version. */
    public ArtifactKey dependencies(String sourceVersion) {
        return ofFunction(sourceVersion, "deps.zip");
    }

    /** The code that was uploaded last. */
    public ArtifactKey latestCode() {
        return ofFunction(LATEST, "app.zip");
    }

    /** The dependencies that were uploaded last. */
    public ArtifactKey latestDependencies() {
        return ofFunction(LATEST, "deps.zip");
    }

    /** The package descriptor of the last release. */
    public ArtifactKey cachedDescriptor(String descriptorName) {
        return ofFunction(LATEST, descriptorName);
    }

    /** What the last release of an alias left. */
    public ArtifactKey marker(String alias) {
        return ofFunction(LATEST, alias + ".json");
    }

    /** The lease by which runs that change the function take turns. */
    public ArtifactKey lease() {
        return new ArtifactKey(bucket, ROOT + function + "/lease.json");
    }

    /** Dependencies by what went into them, shared by all functions of the bucket. */
    public ArtifactKey packages(Sha256 fingerprint) {
        return new ArtifactKey(bucket, ROOT + "packages/" + fingerprint + ".zip");
    }

    private ArtifactKey ofFunction(String folder, String name) {
        return new ArtifactKey(bucket, ROOT + function + "/" + folder + "/" + name);
    }
}
