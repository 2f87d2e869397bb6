package io.github.lambdaci.console;

import io.github.lambdaci.project.LambdaProject.Target;
import java.util.Optional;

/** Command lines for people to copy. */
final class Commands {
    private static final String USUAL_ALIAS = "latest";

    private Commands() {}

    /** Goes back to a version, or to what was live before. */
    static String rollback(Target target, Optional<String> to) {
        return "lambda-ci rollback" + to.map(version -> " --to " + version).orElse("") + " --app-s3-bucket "
                + target.bucket() + " --function-name " + target.function()
                + (target.alias().equals(USUAL_ALIAS) ? "" : " --function-alias-name " + target.alias());
    }
}
