package io.github.lambdaci.history;

import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.traffic.TrafficPolicy;
import java.util.Optional;

/**
 * A rollback that somebody asks for.
 *
 * @param target names in AWS
 * @param to the number or the source version of what is to be live; nothing for what was live before
 * @param traffic how it becomes live
 */
public record RollbackRequest(LambdaProject.Target target, Optional<String> to, TrafficPolicy traffic) {}
