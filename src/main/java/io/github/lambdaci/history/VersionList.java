package io.github.lambdaci.history;

import io.github.lambdaci.project.LambdaProject;
import java.util.List;

/**
 * The published versions of a function.
 *
 * @param target names in AWS
 * @param versions the newest, the newest first
 * @param older how many more there are
 */
public record VersionList(LambdaProject.Target target, List<ReleasedVersion> versions, int older) {}
