package io.github.lambdaci.cli;

import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.config.EffectiveConfig;
import io.github.lambdaci.config.Vocabulary;
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

/** Results as people and as programs read them. */
public interface ResultTexts {
    /** A release as the JSON document that {@code docs/release.schema.json} describes. */
    String json(Release release);

    /** A policy as the JSON document that IAM reads. */
    String json(Policy policy);

    /** What was removed as a table. */
    String text(Pruned pruned);

    /** What was removed as a JSON document. */
    String json(Pruned pruned);

    /** An invocation as the JSON document that {@code docs/invocation.schema.json} describes. */
    String json(Invocation invocation);

    /** What a function logged as the JSON object, on one line, that {@code docs/log-line.schema.json} describes. */
    String json(LogLine line);

    /** What a function logged, with its time. */
    String text(LogLine line);

    /** What a function logged, with its time and the version that ran. */
    String textWithVersion(LogLine line);

    /** A plan as people read it. */
    String text(Plan plan);

    /** A plan as the JSON document that {@code docs/plan.schema.json} describes. */
    String json(Plan plan);

    /** A rollback as the JSON document that {@code docs/rollback.schema.json} describes. */
    String json(RollbackResult result);

    /** Settings and where they come from as tables. */
    String text(EffectiveConfig config);

    /** Settings as the JSON document that {@code docs/config.schema.json} describes. */
    String json(EffectiveConfig config);

    /** The JSON Schema of configuration files. */
    String schema(Vocabulary vocabulary);

    /** Versions as a table. */
    String text(VersionList versions);

    /** Versions as the JSON document that {@code docs/versions.schema.json} describes. */
    String json(VersionList versions);

    /** What is live, in lines for people. */
    String text(FunctionStatus status);

    /** What is live as the JSON document that {@code docs/status.schema.json} describes. */
    String json(FunctionStatus status);

    /** Plans for many functions as the JSON document that {@code docs/fleet-plan.schema.json} describes. */
    String plans(List<Ending<Plan>> endings);

    /** Builds as the buildspec of a batch of CodeBuild. */
    String buildspec(Matrix matrix, BuildSettings settings);

    /** Builds as a matrix of GitHub Actions, on one line. */
    String strategy(Matrix matrix, BuildSettings settings);

    /** What became of many functions as the JSON document that {@code docs/fleet.schema.json} describes. */
    String json(List<Ending<Release>> endings);
}
