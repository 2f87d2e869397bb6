package io.github.lambdaci.project;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.KnownContents;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The folder with a function's code.
 *
 * @param root the folder
 * @param rules what belongs to the code otherwise than usually
 */
public record SourceTree(Path root, ShippingRules rules) {
    /** The sources of what is not made here. */
    static final SourceTree NOWHERE = new SourceTree(Path.of("nowhere"), ShippingRules.USUAL);

    private static final String GIVE_FOLDER = "give the folder with the function's code: --app-src-path PATH";
    private static final int NAMES_TOLD = 10;

    /**
     * What is shipped as code, and what is not.
     *
     * @param entries the files and links to ship, in no particular order
     * @param leftOut what is kept out, sorted by name
     */
    public record Listing(List<TreeEntry> entries, List<LeftOut> leftOut) {}

    /**
     * What is shipped as code and in it, and what is not.
     *
     * @param leftOut what is kept out, sorted by name
     */
    public record HashedListing(HashedTree tree, List<LeftOut> leftOut) {}

    /**
     * Opens a folder with code of which the usual is shipped.
     *
     * @throws ProjectException if it is not there or not a folder
     */
    public static SourceTree of(Path root) {
        return of(root, ShippingRules.USUAL);
    }

    /**
     * Opens a folder with code.
     *
     * @throws ProjectException if it is not there or not a folder
     */
    public static SourceTree of(Path root, ShippingRules rules) {
        if (!Files.isDirectory(root)) {
            String what = Files.exists(root) ? "is not a folder" : "does not exist";
            throw new ProjectException("source path '" + root + "' " + what, GIVE_FOLDER);
        }
        return new SourceTree(root, rules);
    }

    /**
     * The files that make the function's code, from here and from elsewhere: all but what is left out by
     * {@code .lambdaignore}, by the command line, by default, or because the layer has it.
     *
     * @param dependencyFiles files whose content goes into the layer instead
     * @throws ProjectException if nothing is left, or two files have the same name
     */
    public Listing listing(Set<Path> dependencyFiles) {
        Listing listing = shipment(dependencyFiles).listing();
        refuseEmpty(listing.entries(), listing.leftOut());
        return listing;
    }

    /**
     * The same, with what is in them.
     *
     * @throws ProjectException if nothing is left, or two files have the same name
     */
    public HashedListing hashedListing(Set<Path> dependencyFiles) {
        if (!rules.inclusions().isEmpty()) {
            Listing listing = listing(dependencyFiles);
            return new HashedListing(HashedTree.of(listing.entries()), listing.leftOut());
        }
        HashedListing listing = new Shipment(new Exclusions(root, rules, dependencyFiles)).read(root);
        refuseEmpty(listing.tree().entries(), listing.leftOut());
        return listing;
    }

    private void refuseEmpty(List<TreeEntry> entries, List<LeftOut> leftOut) {
        if (entries.stream().allMatch(entry -> entry.linkTarget().isPresent())) {
            throw new ProjectException("source path '" + root + "' holds no code", emptyHint(leftOut));
        }
    }

    /** The files of a local package, which its own build chooses from: all but what is left out by default. */
    List<TreeEntry> localPackage() {
        return FileTree.list(root, Exclusions::isLeftOutByDefault).entries();
    }

    /**
     * The files that a build command works on: what would ship without it, but for what an earlier run of it left.
     *
     * @param output the folder that the command leaves
     */
    public List<TreeEntry> buildInput(String output) {
        Path left = root.resolve(output).toAbsolutePath().normalize();
        return shipment(Set.of(left)).listing().entries();
    }

    /**
     * Looks at what is to be shipped: the sources, or what a build made of them.
     *
     * @throws ProjectException if a file looks like a secret
     */
    public void refuseSecrets(List<TreeEntry> shipped) {
        SecretScan.refuseSecrets(shipped, rules.allowedSecrets());
    }

    /**
     * As above, but for files of which it is known.
     *
     * @param clean the contents that an earlier run has looked at
     * @return the files in which there is none, but for those that are not looked at; by their indexes
     */
    public BitSet refuseSecrets(HashedTree shipped, KnownContents clean) {
        return SecretScan.refuseSecrets(
                shipped.entries(), rules.allowedSecrets(), clean.in(shipped, SecretScan::rules));
    }

    /**
     * Notes for later runs in which files there is no secret.
     *
     * @param found what {@link #refuseSecrets(HashedTree, KnownContents)} returned
     */
    public void keepClean(HashedTree shipped, BitSet found, KnownContents clean) {
        clean.keep(shipped, SecretScan::rules, found);
    }

    private Shipment shipment(Set<Path> elsewhere) {
        Shipment shipment = new Shipment(new Exclusions(root, rules, elsewhere));
        shipment.add(root);
        rules.inclusions().forEach(shipment::include);
        return shipment;
    }

    private static String emptyHint(List<LeftOut> leftOut) {
        return leftOut.isEmpty()
                ? GIVE_FOLDER
                : "these are not shipped as code: "
                        + leftOut.stream().map(LeftOut::name).limit(NAMES_TOLD).collect(Collectors.joining(", "))
                        + (leftOut.size() > NAMES_TOLD ? " and " + (leftOut.size() - NAMES_TOLD) + " more" : "");
    }
}
