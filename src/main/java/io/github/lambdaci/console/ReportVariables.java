package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.report.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what a command came to in lines of {@code NAME=value}: always the same names, empty where there is nothing to say,
 * so that a run leaves nothing of the one before it.
 *
 * <p>A value has only characters that a shell, GitHub Actions and GitLab all read as they are: any other is
 * percent-encoded, as in {@code feature/a%20b}.
 */
final class ReportVariables {
    private static final String PREFIX = "LAMBDA_CI_";

    /** In the order in which they are written. GitLab takes 20 from a job, unless it is told otherwise. */
    static final List<String> NAMES = List.of(
            "STATUS",
            "FUNCTION_NAME",
            "FUNCTION_ARN",
            "ALIAS",
            "SOURCE_VERSION",
            "VERSION",
            "VERSION_ARN",
            "PREVIOUS_VERSION",
            "CHANGED",
            "CODE_CHANGED",
            "CODE_SHA256",
            "CODE_S3_BUCKET",
            "CODE_S3_KEY",
            "CODE_S3_OBJECT_VERSION",
            "DEPENDENCIES_CHANGED",
            "LAYER_VERSION_ARN");

    private static final String PLAIN = "_@+=:,./-";

    private final Map<String, String> values = new LinkedHashMap<>();

    private ReportVariables() {
        NAMES.forEach(name -> values.put(name, ""));
    }

    /** The lines. */
    static String of(Outcome outcome, Course course) {
        ReportVariables variables = new ReportVariables();
        if (outcome instanceof Outcome.Released released) {
            variables.add(released.release());
        } else if (outcome instanceof Outcome.RolledBack rolledBack) {
            variables.add(rolledBack.result());
        } else if (outcome instanceof Outcome.Planned planned) {
            variables.add(planned.plan());
        } else {
            variables.add((Outcome.Failed) outcome, course);
        }
        return variables.lines();
    }

    private String lines() {
        return values.entrySet().stream()
                .map(value -> PREFIX + value.getKey() + "=" + encoded(value.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    private void add(Release release) {
        add(release.project().target());
        add(release.live());
        put("STATUS", release.status());
        put("SOURCE_VERSION", release.project().sourceVersion().value());
        put("PREVIOUS_VERSION", release.previousVersion());
        put("CHANGED", release.status() != Release.Status.UNCHANGED);
        put("CODE_CHANGED", release.code().changed());
        put("CODE_SHA256", release.code().sha256());
        release.uploaded().code().ifPresent(this::add);
        put(
                "DEPENDENCIES_CHANGED",
                release.dependencies().map(Release.Dependencies::changed).orElse(false));
        put("LAYER_VERSION_ARN", release.dependencies().flatMap(Release.Dependencies::layer));
    }

    private void add(StoredArtifact code) {
        put("CODE_S3_BUCKET", code.key().bucket());
        put("CODE_S3_KEY", code.key().key());
        put("CODE_S3_OBJECT_VERSION", code.versionId());
    }

    private void add(RollbackResult result) {
        boolean unchanged = result.status() == RollbackResult.Status.UNCHANGED;
        FunctionVersion live = result.live();
        add(result.target());
        add(live);
        put("STATUS", unchanged ? "unchanged" : "rolled-back");
        put("SOURCE_VERSION", result.sourceVersion());
        put("PREVIOUS_VERSION", result.from());
        put("CHANGED", !unchanged);
        put("CODE_SHA256", live.codeSha256());
        put("LAYER_VERSION_ARN", own(live, result.target()));
    }

    private static Optional<LayerVersionArn> own(FunctionVersion live, LambdaProject.Target target) {
        return live.layers().stream()
                .filter(layer -> layer.layerName().equals(target.layer()))
                .findFirst();
    }

    private void add(Plan plan) {
        add(plan.project().target());
        add(plan.live());
        put("STATUS", "planned");
        put("SOURCE_VERSION", plan.project().sourceVersion().value());
        put("CHANGED", plan.hasChanges());
        put("CODE_CHANGED", plan.code().isChanged());
        put("CODE_SHA256", plan.code().after());
        put(
                "DEPENDENCIES_CHANGED",
                plan.dependencies().filter(change -> change.isChanged()).isPresent());
    }

    private void add(Outcome.Failed failed, Course course) {
        put("STATUS", failed.ending());
        course.target().ifPresent(this::add);
        put("SOURCE_VERSION", course.sourceVersion());
        put("PREVIOUS_VERSION", course.liveBefore());
    }

    private void add(LambdaProject.Target target) {
        put("FUNCTION_NAME", target.function());
        put("ALIAS", target.alias());
    }

    private void add(FunctionVersion live) {
        put("FUNCTION_ARN", live.functionArn());
        if (live.isPublished()) {
            put("VERSION", live.version());
            put("VERSION_ARN", live.versionArn());
        }
    }

    private void put(String name, Object value) {
        String text = value instanceof Optional<?> optional
                ? optional.map(Object::toString).orElse("")
                : value.toString();
        values.put(name, value instanceof Enum<?> ? text.toLowerCase(Locale.ROOT) : text);
    }

    /** The names in full. */
    static List<String> names() {
        return NAMES.stream().map(PREFIX::concat).toList();
    }

    private static String encoded(String value) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char character = (char) octet;
            boolean plain = octet > 0 && (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0);
            encoded.append(plain ? String.valueOf(character) : String.format(Locale.ROOT, "%%%02X", octet));
        }
        return encoded.toString();
    }
}
