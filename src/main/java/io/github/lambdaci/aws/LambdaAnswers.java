package io.github.lambdaci.aws;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LambdaResponse;
import software.amazon.awssdk.services.lambda.model.LoggingConfig;
import software.amazon.awssdk.services.lambda.model.PackageType;

/** Reads what Lambda answers about functions and versions. */
final class LambdaAnswers {
    /**
     * As in {@code 2026-11-21T12:00:00.000+0000} (API reference, FunctionConfiguration, LastModified); of layer versions
     * only ISO 8601 is promised.
     */
    private static final DateTimeFormatter MODIFIED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private LambdaAnswers() {}

    /**
     * The version in the pipeline's words.
     *
     * @throws ProjectException if it is of a kind that lambda-ci cannot ship
     */
    static FunctionVersion functionVersion(GetFunctionConfigurationResponse answer) {
        if (answer.packageType() == PackageType.IMAGE) {
            throw new ProjectException(
                    "function '" + answer.functionName() + "' is deployed as a container image",
                    "lambda-ci ships zips: create the function with package type Zip, or push the image with"
                            + " 'docker push' and 'aws lambda update-function-code --image-uri'");
        }
        return new FunctionVersion(
                unqualified(answer.functionArn()),
                answer.version(),
                runtime(answer),
                architecture(answer),
                codeSha256(answer),
                answer.layers().stream()
                        .map(layer -> LayerVersionArn.of(layer.arn()))
                        .toList(),
                FunctionSettings.hash(answer),
                Optional.ofNullable(answer.revisionId()).orElse(""),
                logGroup(answer));
    }

    /** An answer to a change as a read would give it: Lambda names the same things in both (API reference). */
    static GetFunctionConfigurationResponse configuration(LambdaResponse answer) {
        GetFunctionConfigurationResponse.Builder same = GetFunctionConfigurationResponse.builder();
        Map<String, SdkField<?>> fields =
                answer.sdkFields().stream().collect(Collectors.toMap(SdkField::memberName, Function.identity()));
        same.sdkFields().stream()
                .filter(field -> fields.containsKey(field.memberName()))
                .forEach(field -> field.set(
                        same,
                        Objects.requireNonNull(fields.get(field.memberName())).getValueOrDefault(answer)));
        return same.build();
    }

    static String logGroup(GetFunctionConfigurationResponse answer) {
        return Optional.ofNullable(answer.loggingConfig())
                .map(LoggingConfig::logGroup)
                .orElse("/aws/lambda/" + answer.functionName());
    }

    static Instant modified(String text) {
        return OffsetDateTime.parse(text, MODIFIED).toInstant();
    }

    /** The function's name in its ARN. */
    static String functionName(FunctionVersion version) {
        return version.functionArn().substring(version.functionArn().lastIndexOf(':') + 1);
    }

    /** The hash that Lambda names, if it names one. */
    static Optional<Sha256> sha256(@Nullable String base64) {
        try {
            return Optional.ofNullable(base64).map(Sha256::ofBase64);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Sha256 codeSha256(GetFunctionConfigurationResponse answer) {
        return sha256(answer.codeSha256())
                .orElseThrow(() -> new AwsException(
                        "Lambda does not tell the hash of the code of '" + answer.functionName() + "'",
                        "update the function's code once by other means, then run again"));
    }

    private static LambdaRuntime runtime(GetFunctionConfigurationResponse answer) {
        try {
            return LambdaRuntime.of(
                    Optional.ofNullable(answer.runtimeAsString()).orElse(""));
        } catch (ProjectException e) {
            throw new ProjectException(
                    "function '" + answer.functionName() + "' cannot be shipped: " + e.getMessage(), e.hint(), e);
        }
    }

    private static Architecture architecture(GetFunctionConfigurationResponse answer) {
        List<String> names = answer.architecturesAsStrings();
        return names.isEmpty() ? Architecture.X86_64 : Architecture.of(names.get(0));
    }

    /** With a qualifier in the request, the ARN in the answer has it too. */
    private static String unqualified(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length <= 7 ? arn : String.join(":", List.of(parts).subList(0, 7));
    }
}
