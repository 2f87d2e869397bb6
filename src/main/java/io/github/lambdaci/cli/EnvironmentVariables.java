package io.github.lambdaci.cli;

import static java.util.Map.entry;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes options from the environment where the command line does not give them. */
final class EnvironmentVariables implements IDefaultValueProvider {
    /**
     * By option, in order of preference; the command is named with it where that of another one means something else. The
     * names without a prefix are those that aws-lambda-ci's buildspecs set.
     */
    private static final Map<String, List<String>> VARIABLES = Map.ofEntries(
            entry("--app-s3-bucket", List.of("APP_S3_BUCKET")),
            entry("--function-name", List.of("FUNCTION_NAME")),
            entry("--function-runtime", List.of("FUNCTION_RUNTIME")),
            entry("--function-alias-name", List.of("FUNCTION_ALIAS_NAME")),
            entry("--function-layer-name", List.of("FUNCTION_LAYER_NAME")),
            entry("--app-src-path", List.of("APP_SRC_PATH")),
            entry("--app-packages-descriptor-path", List.of("APP_PACKAGES_DESCRIPTOR_PATH")),
            entry("--source-version", List.of("SOURCE_VERSION")),
            entry("--aws-profile-name", List.of("AWS_PROFILE_NAME")),
            entry("--aws-region", List.of("LAMBDA_CI_AWS_REGION")),
            entry("--aws-role-arn", List.of("LAMBDA_CI_AWS_ROLE_ARN")),
            entry("--environment", List.of("LAMBDA_CI_ENVIRONMENT")),
            entry("--build-docker-repo", List.of("BUILD_DOCKER_REPO")),
            entry("--build-docker-image", List.of("BUILD_DOCKER_IMAGE")),
            entry("--build-network", List.of("BUILD_NETWORK")),
            entry("--build-ca-bundle", List.of("BUILD_CA_BUNDLE", "AWS_CA_BUNDLE")),
            entry("--exclude", List.of("LAMBDA_CI_EXCLUDE")),
            entry("--include", List.of("LAMBDA_CI_INCLUDE")),
            entry("--allow-secret", List.of("LAMBDA_CI_ALLOW_SECRET")),
            entry("--build-pull", List.of("LAMBDA_CI_BUILD_PULL")),
            entry("--no-build-cache", List.of("LAMBDA_CI_NO_BUILD_CACHE")),
            entry("--build-secret-file", List.of("LAMBDA_CI_BUILD_SECRET_FILE")),
            entry("--codeartifact", List.of("LAMBDA_CI_CODEARTIFACT")),
            entry("--build-ssh-agent", List.of("LAMBDA_CI_BUILD_SSH_AGENT")),
            entry("--package-manager", List.of("LAMBDA_CI_PACKAGE_MANAGER")),
            entry("--build-command", List.of("LAMBDA_CI_BUILD_COMMAND")),
            entry("--deps-in-code", List.of("LAMBDA_CI_DEPS_IN_CODE")),
            entry("--slim", List.of("LAMBDA_CI_SLIM")),
            entry("--omit", List.of("LAMBDA_CI_OMIT")),
            entry("--builder", List.of("LAMBDA_CI_BUILDER")),
            entry("--limit", List.of("LAMBDA_CI_VERSIONS_LIMIT")),
            entry("rollback --to", List.of("LAMBDA_CI_ROLLBACK_TO")),
            entry("--smoke-payload", List.of("LAMBDA_CI_SMOKE_PAYLOAD")),
            entry("--smoke-expect", List.of("LAMBDA_CI_SMOKE_EXPECT")),
            entry("--shift", List.of("LAMBDA_CI_SHIFT")),
            entry("--alarm", List.of("LAMBDA_CI_ALARM")),
            entry("--ignore-alarms", List.of("LAMBDA_CI_IGNORE_ALARMS")),
            entry("--no-shift", List.of("LAMBDA_CI_NO_SHIFT")),
            entry("--no-deploy", List.of("LAMBDA_CI_NO_DEPLOY")),
            entry("--summary-file", List.of("LAMBDA_CI_SUMMARY_FILE")),
            entry("--env-file", List.of("LAMBDA_CI_ENV_FILE")),
            entry("--junit-file", List.of("LAMBDA_CI_JUNIT_FILE")),
            entry("--cfn-parameters", List.of("LAMBDA_CI_CFN_PARAMETERS")),
            entry("--lock-timeout", List.of("LAMBDA_CI_LOCK_TIMEOUT")),
            entry("--timeout", List.of("LAMBDA_CI_TIMEOUT")),
            entry("--notify-webhook", List.of("LAMBDA_CI_NOTIFY_WEBHOOK")),
            entry("--notify-sns", List.of("LAMBDA_CI_NOTIFY_SNS")),
            entry("--notify-eventbridge", List.of("LAMBDA_CI_NOTIFY_EVENTBRIDGE")),
            entry("--announce-sns", List.of("LAMBDA_CI_ANNOUNCE_SNS")),
            entry("--announce-expiry", List.of("LAMBDA_CI_ANNOUNCE_EXPIRY")),
            entry("--changed-since", List.of("LAMBDA_CI_CHANGED_SINCE")),
            entry("--parallelism", List.of("LAMBDA_CI_PARALLELISM")),
            entry("--fail-fast", List.of("LAMBDA_CI_FAIL_FAST")),
            entry("--atomic", List.of("LAMBDA_CI_ATOMIC")),
            entry("--builds", List.of("LAMBDA_CI_BUILDS")),
            entry("--for", List.of("LAMBDA_CI_MATRIX_FOR")),
            entry("--buildspec", List.of("LAMBDA_CI_BUILDSPEC")),
            entry("--exit-code", List.of("LAMBDA_CI_EXIT_CODE")),
            entry("--output", List.of("LAMBDA_CI_OUTPUT")),
            entry("--qualifier", List.of("LAMBDA_CI_QUALIFIER")),
            entry("--since", List.of("LAMBDA_CI_SINCE")),
            entry("--until", List.of("LAMBDA_CI_UNTIL")),
            entry("--filter", List.of("LAMBDA_CI_LOG_FILTER")),
            entry("--follow", List.of("LAMBDA_CI_FOLLOW")),
            entry("--all-versions", List.of("LAMBDA_CI_ALL_VERSIONS")),
            entry("--type", List.of("LAMBDA_CI_INVOCATION_TYPE")),
            entry("--no-log-tail", List.of("LAMBDA_CI_NO_LOG_TAIL")),
            entry("--output-file", List.of("LAMBDA_CI_OUTPUT_FILE")),
            entry("--watch-log-stream", List.of("WATCH_LOG_STREAM")),
            entry("--watch-for", List.of("WATCH_FOR")),
            entry("--region", List.of("AWS_REGION", "AWS_DEFAULT_REGION")),
            entry("--keep", List.of("LAMBDA_CI_KEEP")),
            entry("--keep-packages", List.of("LAMBDA_CI_KEEP_PACKAGES")),
            entry("--dry-run", List.of("LAMBDA_CI_DRY_RUN")),
            entry("--verbose", List.of("LAMBDA_CI_VERBOSE")));

    private final Map<String, String> environment;

    EnvironmentVariables(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return variable(argument).map(environment::get).orElse(null);
    }

    /** Every variable that an option is taken from. */
    static Set<String> all() {
        return VARIABLES.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());
    }

    /** The options that a variable is set for, but for those that AWS sets for everybody. */
    Set<String> given() {
        return VARIABLES.entrySet().stream()
                .filter(option -> option.getValue().stream().anyMatch(name -> !name.startsWith("AWS_") && isSet(name)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The variables that an option is taken from. */
    static List<String> of(ArgSpec argument) {
        String name = name(argument);
        return VARIABLES.getOrDefault(argument.command().name() + " " + name, VARIABLES.getOrDefault(name, List.of()));
    }

    /** An option's name, or a parameter's label. */
    static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    /** What a pipeline sets for its releases must neither slow down a rollback nor stop it. */
    static boolean isOnlyForReleases(ArgSpec argument) {
        return argument.userObject() instanceof Field field
                && field.getDeclaringClass() == TrafficOptions.class
                && argument.command().name().equals(RollbackCommand.NAME);
    }

    /** The first variable that is set to something; an empty one is what a buildspec makes of one that is not. */
    Optional<String> variable(ArgSpec argument) {
        return of(argument).stream()
                .filter(name -> isSet(name) && !isOnlyForReleases(argument))
                .findFirst();
    }

    private boolean isSet(String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
