package io.github.lambdaci.aws;

import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.PublishedVersion;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;

/** Lists the versions of functions by Lambda's API. */
public final class AwsLambdaVersions implements LambdaVersions {
    /** As in {@code 2026-11-21T12:00:00.000+0000} (API reference, FunctionConfiguration, LastModified). */
    private static final DateTimeFormatter MODIFIED = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter(Locale.ROOT);

    private final AwsClients clients;

    /** Nothing is asked of AWS yet. */
    public AwsLambdaVersions(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public List<PublishedVersion> versions(String function) {
        AwsCall call = new AwsCall(
                "listing the versions of function '" + function + "'",
                "lambda:ListVersionsByFunction",
                "function " + function);
        return clients.failures()
                .send(
                        call,
                        () -> clients
                                .lambda()
                                .listVersionsByFunctionPaginator(request -> request.functionName(function))
                                .versions()
                                .stream()
                                // A function with managed instances also has $LATEST.PUBLISHED.
                                .filter(version -> version.version().chars().allMatch(Character::isDigit))
                                .sorted(Comparator.comparingLong(version -> Long.parseLong(version.version())))
                                .map(AwsLambdaVersions::published)
                                .toList());
    }

    private static PublishedVersion published(FunctionConfiguration version) {
        return new PublishedVersion(
                LambdaAnswers.functionVersion(asConfiguration(version)),
                Optional.ofNullable(version.description()).orElse(""),
                modified(version.lastModified()),
                Optional.ofNullable(version.codeSize()).orElse(0L));
    }

    private static Instant modified(String text) {
        return OffsetDateTime.parse(text, MODIFIED).toInstant();
    }

    /** The SDK has a class for each call's answer, although Lambda answers with the same structure. */
    private static GetFunctionConfigurationResponse asConfiguration(FunctionConfiguration version) {
        GetFunctionConfigurationResponse.Builder copy = GetFunctionConfigurationResponse.builder();
        for (SdkField<?> field :
                GetFunctionConfigurationResponse.builder().build().sdkFields()) {
            version.sdkFields().stream()
                    .filter(other -> other.memberName().equals(field.memberName()))
                    .forEach(other -> field.set(copy, other.getValueOrDefault(version)));
        }
        return copy.build();
    }
}
