package io.github.lambdaci.packages;

import io.github.lambdaci.artifact.Sha256;
import java.util.List;

/**
 * A package in a zip, in every place where it is there.
 *
 * @param name its name as its authors write it
 * @param versions its versions, each once; none if it does not say
 * @param bytes the size of its files, unzipped
 * @param content a hash of its files, without what a package manager notes about the installation
 */
public record InstalledPackage(String name, List<String> versions, long bytes, Sha256 content) {}
