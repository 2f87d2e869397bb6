package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.packages.Contents;
import io.github.lambdaci.packages.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of what Lambda allows a function takes, unzipped.
 *
 * @param limitBytes how much code and layers may come to together
 * @param codeBytes the size of the code
 * @param layers the layers that the function will have
 * @param packages the packages of its own layer, the largest first, if this run built them
 * @param files the largest files of the code and, if this run built them, of the packages
 */
public record SizeReport(
        long limitBytes, long codeBytes, List<Layer> layers, Optional<List<Part>> packages, List<Part> files) {
    /** How many packages and how many files are worth showing. */
    public static final int SHOWN = 10;

    /**
     * A layer of the function.
     *
     * @param layerArn its ARN, without a version: its own layer has none yet
     * @param size its size
     */
    public record Layer(String layerArn, LayerSize size) {
        /** The layer's name. */
        public String name() {
            return layerArn.substring(layerArn.lastIndexOf(':') + 1);
        }
    }

    /** What is yet to be held against the limit. */
    static SizeReport unlimited(long codeBytes, List<Layer> layers, List<Part> files) {
        return new SizeReport(Long.MAX_VALUE, codeBytes, layers, Optional.empty(), files);
    }

    /** Code and layers together: at least, if not every size is known. */
    public long unzippedBytes() {
        return codeBytes
                + layers.stream().mapToLong(layer -> layer.size().bytes()).sum();
    }

    /** Whether every size is known. */
    public boolean isExact() {
        return layers.stream().allMatch(layer -> layer.size().exact());
    }

    /** Whether Lambda would refuse it: a single zip must be smaller than the limit, all of them may reach it. */
    public boolean isTooLarge() {
        boolean one = codeBytes >= limitBytes
                || layers.stream().anyMatch(layer -> layer.size().bytes() >= limitBytes);
        return one || unzippedBytes() > limitBytes;
    }

    SizeReport within(long limit) {
        return new SizeReport(limit, codeBytes, layers, packages, files);
    }

    SizeReport with(String layerArn, LayerSize size) {
        List<Layer> all = new ArrayList<>(List.of(new Layer(layerArn, size)));
        all.addAll(layers);
        return new SizeReport(limitBytes, codeBytes, List.copyOf(all), packages, files);
    }

    SizeReport with(String layerArn, Contents contents) {
        List<Part> largest = Part.largest(Stream.concat(files.stream(), contents.files().stream()), SHOWN);
        return new SizeReport(
                limitBytes,
                codeBytes,
                with(layerArn, LayerSize.unzipped(contents.bytes())).layers,
                Optional.of(contents.packages()),
                largest);
    }
}
