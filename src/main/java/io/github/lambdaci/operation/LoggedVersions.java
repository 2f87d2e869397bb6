package io.github.lambdaci.operation;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds where versions log; each froze the log group that was configured when it was published. */
public final class LoggedVersions {
    private static final String LATEST = "$LATEST";

    private final Account account;

    /** Nothing is asked of AWS yet. */
    public LoggedVersions(Account account) {
        this.account = account;
    }

    /**
     * The versions behind a qualifier: an alias that shares its traffic has two.
     *
     * @param qualifier a version's number, {@code $LATEST} or an alias
     * @throws ProjectException if there is no such function or alias
     * @throws AwsException if there is no such version, or AWS refuses or cannot be reached
     */
    public List<LogSource> behind(String function, String qualifier) {
        if (qualifier.equals(LATEST)) {
            return List.of(LogSource.of(account.functions().latest(function)));
        }
        if (qualifier.matches("[0-9]+")) {
            return List.of(LogSource.of(account.functions().version(function, qualifier)));
        }
        LiveAlias alias = account.aliases().alias(function, qualifier).orElseThrow(() -> noAlias(function, qualifier));
        List<FunctionVersion> versions = new ArrayList<>(List.of(alias.target()));
        alias.weights().keySet().stream()
                .sorted()
                .map(number -> account.functions().version(function, number))
                .forEach(versions::add);
        Map<String, Set<String>> byGroup = new LinkedHashMap<>();
        versions.forEach(version -> byGroup.computeIfAbsent(version.logGroup(), group -> new LinkedHashSet<>())
                .add(version.version()));
        return byGroup.entrySet().stream()
                .map(group -> new LogSource(function, group.getKey(), group.getValue()))
                .toList();
    }

    /**
     * Every version, also those that were deleted since.
     *
     * @throws ProjectException if there is no such function
     * @throws AwsException if AWS refuses or cannot be reached
     */
    public List<LogSource> all(String function) {
        List<FunctionVersion> versions =
                new ArrayList<>(List.of(account.functions().latest(function)));
        account.versions().versions(function).stream()
                .map(PublishedVersion::version)
                .forEach(versions::add);
        return versions.stream().map(LogSource::besides).distinct().toList();
    }

    private ProjectException noAlias(String function, String alias) {
        // It may be the function that is missing, which is said in other words.
        FunctionVersion latest = account.functions().latest(function);
        return new ProjectException(
                "function '" + function + "' has no alias '" + alias + "'",
                "name another with --function-alias-name, or a version: --qualifier '" + latest.version()
                        + "'; --all-versions shows the lines of all");
    }
}
