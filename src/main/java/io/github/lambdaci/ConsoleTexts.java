package io.github.lambdaci;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.cli.ResultTexts;
import io.github.lambdaci.config.EffectiveConfig;
import io.github.lambdaci.config.Vocabulary;
import io.github.lambdaci.console.ConfigJson;
import io.github.lambdaci.console.ConfigSchema;
import io.github.lambdaci.console.ConfigText;
import io.github.lambdaci.console.FleetJson;
import io.github.lambdaci.console.InvocationJson;
import io.github.lambdaci.console.LogJson;
import io.github.lambdaci.console.LogText;
import io.github.lambdaci.console.MatrixJson;
import io.github.lambdaci.console.PlanJson;
import io.github.lambdaci.console.PlanText;
import io.github.lambdaci.console.PolicyJson;
import io.github.lambdaci.console.PruneJson;
import io.github.lambdaci.console.PruneText;
import io.github.lambdaci.console.ReleaseJson;
import io.github.lambdaci.console.RollbackJson;
import io.github.lambdaci.console.StatusJson;
import io.github.lambdaci.console.StatusText;
import io.github.lambdaci.console.VersionsJson;
import io.github.lambdaci.console.VersionsText;
import io.github.lambdaci.fleet.BuildSettings;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.Pruned;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.history.VersionList;
import io.github.lambdaci.permissions.Policy;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import java.util.List;

/** Results in the words and documents of {@code console}. */
final class ConsoleTexts implements ResultTexts {
    @Override
    public String json(Release release) {
        return ReleaseJson.of(release);
    }

    @Override
    public String json(Policy policy) {
        return PolicyJson.of(policy);
    }

    @Override
    public String text(Pruned pruned) {
        return PruneText.of(pruned);
    }

    @Override
    public String json(Pruned pruned) {
        return PruneJson.of(pruned);
    }

    @Override
    public String json(Invocation invocation) {
        return InvocationJson.of(invocation);
    }

    @Override
    public String json(LogLine line) {
        return LogJson.of(line);
    }

    @Override
    public String text(LogLine line) {
        return LogText.of(line);
    }

    @Override
    public String textWithVersion(LogLine line) {
        return LogText.withVersion(line);
    }

    @Override
    public String json(RollbackResult result) {
        return RollbackJson.of(result);
    }

    @Override
    public String text(EffectiveConfig config) {
        return ConfigText.of(config);
    }

    @Override
    public String json(EffectiveConfig config) {
        return ConfigJson.of(config);
    }

    @Override
    public String schema(Vocabulary vocabulary) {
        return ConfigSchema.of(vocabulary);
    }

    @Override
    public String text(VersionList versions) {
        return VersionsText.of(versions);
    }

    @Override
    public String json(VersionList versions) {
        return VersionsJson.of(versions);
    }

    @Override
    public String text(FunctionStatus status) {
        return StatusText.of(status);
    }

    @Override
    public String json(FunctionStatus status) {
        return StatusJson.of(status);
    }

    @Override
    public String text(Plan plan) {
        return PlanText.of(plan);
    }

    @Override
    public String json(Plan plan) {
        return PlanJson.of(plan);
    }

    @Override
    public String json(List<Ending<Release>> endings) {
        return FleetJson.of(endings);
    }

    @Override
    public String buildspec(Matrix matrix, BuildSettings settings) {
        return MatrixJson.buildspec(matrix, settings);
    }

    @Override
    public String strategy(Matrix matrix, BuildSettings settings) {
        return MatrixJson.strategy(matrix, settings);
    }

    @Override
    public String plans(List<Ending<Plan>> endings) {
        return FleetJson.plans(endings);
    }
}
