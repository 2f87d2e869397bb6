package io.github.lambdaci.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.history.RollbackResult;

/** Writes a rollback as the JSON document that {@code docs/rollback.schema.json} describes. */
public final class RollbackJson {
    private RollbackJson() {}

    /** The document, over several lines, without a line break at its end. */
    public static String of(RollbackResult result) {
        ObjectNode root = JsonLayout.object();
        root.put("functionName", result.target().function());
        root.put("functionArn", result.live().functionArn());
        root.put("alias", result.target().alias());
        root.put("status", result.status() == RollbackResult.Status.UNCHANGED ? "unchanged" : "rolled-back");
        root.put("version", result.live().version());
        root.put("sourceVersion", result.sourceVersion().isEmpty() ? null : result.sourceVersion());
        root.put("previousVersion", result.from().orElse(null));
        root.putObject("code").put("sha256", result.live().codeSha256().hex());
        return JsonLayout.text(root);
    }
}
