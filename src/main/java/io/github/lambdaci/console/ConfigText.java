package io.github.lambdaci.console;

import io.github.lambdaci.config.EffectiveConfig;
import io.github.lambdaci.config.EffectiveConfig.EffectiveFunction;
import io.github.lambdaci.config.EffectiveConfig.EffectiveValue;
import java.util.stream.Collectors;

/** Shows what counts for functions, and where it comes from. */
public final class ConfigText {
    private static final int LONGEST = 60;

    private ConfigText() {}

    /** A table for each function, without a line break at the end. */
    public static String of(EffectiveConfig config) {
        String environment =
                config.environment().map(name -> " in environment " + name).orElse("");
        return config.functions().stream()
                .map(function -> heading(function, environment) + "\n" + table(function))
                .collect(Collectors.joining("\n\n"));
    }

    private static String heading(EffectiveFunction function, String environment) {
        String after = function.after().isEmpty() ? "" : ", after " + String.join(", ", function.after());
        return function.name() + environment + after;
    }

    private static String table(EffectiveFunction function) {
        Table table = new Table("setting", "value", "from");
        function.values().forEach(value -> table.row(value.key().name(), shown(value), from(value)));
        return table.lines().stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
    }

    private static String shown(EffectiveValue value) {
        String text = StageLines.visible(String.join(", ", value.texts()));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }

    private static String from(EffectiveValue value) {
        return switch (value.origin()) {
            case COMMAND_LINE -> "command line";
            case FILE -> value.where() + (value.isSecret() ? " (secret)" : "");
            case VARIABLE -> "variable " + value.where();
            case DEFAULT -> "default";
        };
    }
}
