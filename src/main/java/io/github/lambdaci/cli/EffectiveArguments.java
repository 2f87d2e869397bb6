package io.github.lambdaci.cli;

import io.github.lambdaci.cli.FileWords.Filled;
import io.github.lambdaci.config.EffectiveConfig.EffectiveValue;
import io.github.lambdaci.config.EffectiveConfig.Origin;
import io.github.lambdaci.config.Key;
import io.github.lambdaci.config.Value;
import io.github.lambdaci.config.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What counts for a function, and where it is from: the file, the command line, a variable, or what is usual.
 *
 * @param filled the command line with what the file says
 * @param command the command that it is for, with its options set
 */
record EffectiveArguments(Filled filled, CommandLine command, Origins origins, Map<String, String> environment) {
    /** Every setting that has a value. */
    List<EffectiveValue> of(Vocabulary vocabulary) {
        return vocabulary.keys().stream().flatMap(key -> of(key).stream()).toList();
    }

    private Optional<EffectiveValue> of(Key key) {
        String name = FileKeys.option(key.name());
        OptionSpec option = command.getCommandSpec().findOption(name);
        @Nullable Value value = filled.values().get(name);
        if (value != null) {
            return Optional.of(new EffectiveValue(
                    key,
                    value.visible(),
                    value.isSecret(),
                    Origin.FILE,
                    value.place().toString()));
        }
        if (command.getParseResult().hasMatchedOption(name)) {
            List<String> texts = option.stringValues();
            return Optional.of(given(key, texts, Origin.COMMAND_LINE, name));
        }
        return origins.variable(option)
                .map(variable -> given(key, List.of(environment.get(variable)), Origin.VARIABLE, variable))
                .or(() -> Optional.ofNullable(option.defaultValue())
                        .map(usual -> given(key, List.of(usual), Origin.DEFAULT, "")));
    }

    private static EffectiveValue given(Key key, List<String> texts, Origin origin, String where) {
        return new EffectiveValue(key, texts.stream().map(key::visible).toList(), false, origin, where);
    }
}
