package io.github.lambdaci.pipeline;

import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;

/** Makes what is shipped from the project's sources. */
final class SourceSupply implements Supply {
    private final Ports ports;
    private final CheckStage check;
    private final Foresight foresight;

    SourceSupply(Ports ports, Path workFolder) {
        this.ports = ports;
        this.check = new CheckStage(ports);
        this.foresight = new Foresight(ports, workFolder);
    }

    @Override
    public Checked check(LambdaProject project) {
        return check.run(project);
    }

    @Override
    public HeadStart begin(LambdaProject project, UploadStage upload, Path folder) {
        return new HeadStart(ports, project, upload, folder);
    }

    @Override
    public Bundled bundle(LambdaProject project, Checked checked, BundleRequest request) {
        return new BundleStage(ports, request).run(project, checked);
    }

    @Override
    public Forecast forecast(LambdaProject project, Checked checked) {
        return foresight.of(project, checked);
    }
}
