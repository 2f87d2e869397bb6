package io.github.lambdaci.cli;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** Shows options in groups, one for each class that declares some. */
final class GroupedOptions implements IHelpSectionRenderer {
    private static final Map<Class<?>, String> HEADINGS = Map.of(
            ProjectOptions.class, "What to ship",
            SourceOptions.class, "What belongs to the code",
            PackagingOptions.class, "How to package it",
            BuildOptions.class, "How to build",
            SecretOptions.class, "Private sources",
            TargetOptions.class, "Where to ship it",
            OutputOptions.class, "What to show",
            SandboxCommand.class, "What to serve",
            DiagnosisOptions.class, "Help");

    @Override
    public String render(Help help) {
        Map<Class<?>, List<OptionSpec>> groups = help.commandSpec().options().stream()
                .collect(
                        Collectors.groupingBy(GroupedOptions::declaringClass, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group ->
                        "\n" + HEADINGS.get(group.getKey()) + ":\n" + help.optionListExcludingGroups(group.getValue()))
                .collect(Collectors.joining());
    }

    private static Class<?> declaringClass(OptionSpec option) {
        return ((Field) option.userObject()).getDeclaringClass();
    }
}
