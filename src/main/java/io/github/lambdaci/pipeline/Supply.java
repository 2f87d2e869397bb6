package io.github.lambdaci.pipeline;

import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Path;

/** Where a run has from what it ships: it finds out what there is to do, and brings it; nothing is written in AWS. */
interface Supply {
    /** Reads what is live of the function that is shipped to, and holds what is to be shipped against it. */
    Checked check(LambdaProject project);

    /** Begins with what can be done before it is known what is live. */
    HeadStart begin(LambdaProject project, UploadStage upload, Path folder);

    /** Brings what has to be shipped. */
    Bundled bundle(LambdaProject project, Checked checked, BundleRequest request);

    /** What a run would do; nothing is brought. */
    Forecast forecast(LambdaProject project, Checked checked);
}
