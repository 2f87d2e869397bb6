package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.packages.Contents;
import io.github.lambdaci.packages.Part;
import io.github.lambdaci.project.LambdaProject;
import java.util.List;
import java.util.Optional;

/** Holds code and layers against Lambda's limit, each as soon as its size is known. */
final class SizeCheck {
    /** What zips of packages usually unzip to, times their own size. */
    private static final long USUAL_RATIO = 4;

    private final LambdaFunctions functions;
    private final LambdaLayers layers;
    private final BundleLog log;

    SizeCheck(Ports ports) {
        this.functions = ports.account().functions();
        this.layers = ports.account().layers();
        this.log = ports.log().bundling();
    }

    /**
     * The code and the layers of others, which are known before the dependencies are.
     *
     * @param largestFiles of the code
     */
    SizeReport ofCode(LambdaProject project, Checked checked, long codeBytes, List<Part> largestFiles) {
        SizeReport report = SizeReport.unlimited(codeBytes, others(project, checked), largestFiles);
        return refuseTooLarge(project, checked, report);
    }

    private List<SizeReport.Layer> others(LambdaProject project, Checked checked) {
        try (Together together = Together.reading()) {
            List<Pending<SizeReport.Layer>> others = checked.latest().layers().stream()
                    .filter(layer ->
                            isKept(project, checked) || !layer.layerArn().equals(ownLayer(project, checked)))
                    .map(layer -> together.start(
                            "reading layer " + layer,
                            () -> new SizeReport.Layer(layer.layerArn(), layers.size(checked.latest(), layer))))
                    .toList();
            return others.stream().map(Pending::get).toList();
        }
    }

    /** Whether the own layer stays as it is: what is promoted brings its own, or has none. */
    private static boolean isKept(LambdaProject project, Checked checked) {
        return checked.wanted().isEmpty() && project.provenance().isEmpty();
    }

    /** The same with dependencies that this run built. */
    SizeReport withBuilt(LambdaProject project, Checked checked, SizeReport known, Contents contents) {
        return refuseTooLarge(project, checked, known.with(ownLayer(project, checked), contents));
    }

    /** The same with the dependencies. */
    SizeReport withDependencies(LambdaProject project, Checked checked, SizeReport known, Dependencies dependencies) {
        SizeReport report = known;
        if (dependencies instanceof Dependencies.Built built) {
            report = known.with(ownLayer(project, checked), built.contents());
        } else if (dependencies instanceof Dependencies.Copied copied) {
            report = known.with(
                    ownLayer(project, checked),
                    LayerSize.unzipped(copied.packages().unzippedBytes()));
        } else if (dependencies instanceof Dependencies.Stored stored) {
            long bytes = stored.packages().metadata().unzippedBytes();
            report = known.with(ownLayer(project, checked), LayerSize.unzipped(bytes));
        } else if (dependencies instanceof Dependencies.Unchanged unchanged) {
            report = known.with(ownLayer(project, checked), ofAttached(checked, unchanged.layer()));
        }
        warnOfUnknown(report);
        return refuseTooLarge(project, checked, report);
    }

    /** How large the attached dependencies are: the last release may have noted it, else Lambda is asked. */
    private LayerSize ofAttached(Checked checked, LayerVersionArn layer) {
        return checked.marker()
                .flatMap(StateMarker::packages)
                .filter(packages -> packages.layerVersionArn().equals(Optional.of(layer.toString())))
                .map(packages -> LayerSize.unzipped(packages.unzippedBytes()))
                .orElseGet(() -> layers.size(checked.latest(), layer));
    }

    private static String ownLayer(LambdaProject project, Checked checked) {
        return checked.latest().layerArn(project.target().layer());
    }

    private SizeReport refuseTooLarge(LambdaProject project, Checked checked, SizeReport measured) {
        SizeReport report = measured.within(functions.unzippedLimit(measured.unzippedBytes()));
        if (report.isTooLarge()) {
            log.sizesMeasured(report);
            SizeAdvice advice = new SizeAdvice(
                    report, project.packaging(), checked.latest().runtime().language());
            throw new BuildException(SizeAdvice.message(report), advice.hint());
        }
        return report;
    }

    /** Says so where the layers whose sizes nobody tells could make the difference. */
    private void warnOfUnknown(SizeReport report) {
        long zipped = report.layers().stream()
                .map(SizeReport.Layer::size)
                .filter(size -> !size.exact())
                .mapToLong(LayerSize::bytes)
                .sum();
        if (report.unzippedBytes() + zipped * (USUAL_RATIO - 1) > report.limitBytes()) {
            log.layerSizesUnknown(report);
        }
    }
}
