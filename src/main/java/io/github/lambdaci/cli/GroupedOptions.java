package io.github.lambdaci.cli;

import static java.util.Map.entry;

import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/** Shows options in groups, one for each class that declares some. */
final class GroupedOptions implements IHelpSectionRenderer {
    private static final Map<Class<?>, String> HEADINGS = Map.ofEntries(
            entry(FunctionOptions.class, "Which function"),
            entry(FunctionNameOptions.class, "Which function"),
            entry(NeedOptions.class, "What to allow"),
            entry(PlaceOptions.class, "Where in AWS"),
            entry(KeepingOptions.class, "What to keep"),
            entry(ArtifactOptions.class, "Where its artifacts are"),
            entry(ProjectOptions.class, "What to ship"),
            entry(SourceOptions.class, "What belongs to the code"),
            entry(PackagingOptions.class, "How to package it"),
            entry(BuildOptions.class, "How to build"),
            entry(SecretOptions.class, "Private sources"),
            entry(TrafficOptions.class, "How traffic moves"),
            entry(RolloutOptions.class, "How traffic moves"),
            entry(NotifyOptions.class, "Who is told"),
            entry(AnnounceOptions.class, "To whom it is announced"),
            entry(LockOptions.class, "Which AWS"),
            entry(TargetOptions.class, "Which AWS"),
            entry(ConfigCommand.class, "What to show"),
            entry(InitCommand.class, "What to write"),
            entry(ConfigOptions.class, "Configuration file"),
            entry(PromotionOptions.class, "What to promote"),
            entry(OriginOptions.class, "Where it is live already, without a configuration file"),
            entry(PromoteCommand.class, "What to show"),
            entry(ChangeOptions.class, "Many functions"),
            entry(FleetOptions.class, "Many functions"),
            entry(MatrixOptions.class, "Which builds"),
            entry(ReportOptions.class, "What to leave for the next steps"),
            entry(ReleaseReportOptions.class, "What to leave for the next steps"),
            entry(PlanOptions.class, "What to show"),
            entry(FormatOptions.class, "What to show"),
            entry(WatchOptions.class, "What to show"),
            entry(VersionsCommand.class, "How many"),
            entry(RollbackCommand.class, "Where to"),
            entry(QualifierOptions.class, "Which function"),
            entry(LogOptions.class, "Which lines"),
            entry(InvocationOptions.class, "How to invoke it"),
            entry(SandboxCommand.class, "What to serve"),
            entry(DiagnosisOptions.class, "Help"));

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> groups = help.commandSpec().options().stream()
                .collect(Collectors.groupingBy(GroupedOptions::heading, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> "\n" + group.getKey() + ":\n" + help.optionListExcludingGroups(group.getValue()))
                .collect(Collectors.joining());
    }

    private static String heading(OptionSpec option) {
        Class<?> declaring = ((Field) option.userObject()).getDeclaringClass();
        return Optional.ofNullable(HEADINGS.get(declaring))
                .orElseThrow(() -> new IllegalStateException(declaring + " has no heading"));
    }
}
