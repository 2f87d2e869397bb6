package io.github.lambdaci.account;

import java.util.List;
import java.util.Optional;

/**
 * A deployment that CodeDeploy is to make.
 *
 * @param application the CodeDeploy application
 * @param group its deployment group, which says how the traffic moves
 * @param alias the alias's name
 * @param current the version that has its traffic
 * @param target the version that is to have it
 * @param alarms the alarms that it is to watch instead of the group's own; nothing for the group's, an empty list for
 *     none
 */
public record DeploymentRequest(
        String application,
        String group,
        String alias,
        FunctionVersion current,
        FunctionVersion target,
        Optional<List<String>> alarms) {}
