package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.fleet.BuildSettings;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.fleet.Share;
import java.math.BigDecimal;

/** Writes over which builds functions are spread, for the services that run them. */
public final class MatrixJson {
    private MatrixJson() {}

    /** A buildspec with a build list (JSON is YAML), over several lines, without a line break at its end. */
    public static String buildspec(Matrix matrix, BuildSettings settings) {
        ObjectNode root = JsonLayout.object();
        // A number: CodeBuild refuses a batch whose version is a text.
        root.put("version", new BigDecimal("0.2"));
        ObjectNode batch = root.putObject("batch");
        batch.put("fast-fail", false);
        ArrayNode list = batch.putArray("build-list");
        for (int i = 0; i < matrix.shares().size(); i++) {
            ObjectNode build = list.addObject();
            // Letters, digits and underscores only.
            build.put("identifier", "functions_" + (i + 1));
            build.put("buildspec", settings.buildspec());
            ObjectNode variables = build.putObject("env").putObject("variables");
            variables.put("LAMBDA_CI_CONFIG", settings.config());
            settings.environment().ifPresent(name -> variables.put("LAMBDA_CI_ENVIRONMENT", name));
            variables.put("LAMBDA_CI_FUNCTIONS", functions(matrix.shares().get(i)));
        }
        return JsonLayout.text(root);
    }

    /** A {@code strategy.matrix}, on one line, as a job's outputs are. */
    public static String strategy(Matrix matrix, BuildSettings settings) {
        ObjectNode root = JsonLayout.object();
        ArrayNode include = root.putArray("include");
        for (int i = 0; i < matrix.shares().size(); i++) {
            include.addObject()
                    .put("build", i + 1)
                    .put("config", settings.config())
                    .put("environment", settings.environment().orElse(""))
                    .put("functions", functions(matrix.shares().get(i)));
        }
        // Written by itself, a tree has no line breaks.
        return root.toString();
    }

    private static String functions(Share share) {
        return String.join(",", share.functions());
    }
}
