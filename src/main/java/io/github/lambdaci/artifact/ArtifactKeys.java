package io.github.lambdaci.artifact;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of one function's artifacts: the layout that users' buckets already have.
 *
 * @param bucket the bucket that holds them
 * @param function the function's name
 */
public record ArtifactKeys(String bucket, String function) {
    private static final String ROOT = "lambda-ci/";
    private static final String LATEST = "latest";
    private static final Pattern ARTIFACT = Pattern.compile("(.+)/(?:app|deps)\\.zip");
    private static final Pattern PACKAGES = Pattern.compile(ROOT + "packages/([0-9a-f]{64})\\.zip");
    private static final Pattern MARKER = Pattern.compile(ROOT + "[^/]+/" + LATEST + "/[^/]+\\.json");

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

    /** What was announced last of an alias; no alias's marker, as an alias has no dots in its name. */
    public ArtifactKey announcement(String alias) {
        return ofFunction(LATEST, alias + ".announced.json");
    }

    /** The lease by which runs that change the function take turns. */
    public ArtifactKey lease() {
        return new ArtifactKey(bucket, ROOT + function + "/lease.json");
    }

    /** Dependencies by what went into them, shared by all functions of the bucket. */
    public ArtifactKey packages(Sha256 fingerprint) {
        return new ArtifactKey(bucket, ROOT + "packages/" + fingerprint + ".zip");
    }

    /** The beginning of the keys of all functions of the bucket. */
    public ArtifactKey everything() {
        return new ArtifactKey(bucket, ROOT);
    }

    /** The source version that a key of this function's code or dependencies is for; nothing for every other key. */
    public Optional<String> sourceVersion(ArtifactKey key) {
        String folder = ROOT + function + "/";
        Matcher artifact = ARTIFACT.matcher(key.key());
        if (!key.key().startsWith(folder + LATEST + "/") && key.key().startsWith(folder) && artifact.matches()) {
            return Optional.of(artifact.group(1))
                    .filter(path -> path.length() > folder.length())
                    .map(path -> path.substring(folder.length()));
        }
        return Optional.empty();
    }

    /** The fingerprint in the key of packages; nothing for every other key. */
    public static Optional<Sha256> fingerprint(ArtifactKey key) {
        Matcher packages = PACKAGES.matcher(key.key());
        return packages.matches() ? Optional.of(new Sha256(packages.group(1))) : Optional.empty();
    }

    /** Whether what the last release of an alias of any function left may be at a key: cached descriptors may be, too. */
    public static boolean isMarker(ArtifactKey key) {
        return MARKER.matcher(key.key()).matches();
    }

    private ArtifactKey ofFunction(String folder, String name) {
        return new ArtifactKey(bucket, ROOT + function + "/" + folder + "/" + name);
    }
}
