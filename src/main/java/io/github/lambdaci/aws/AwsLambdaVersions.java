package io.github.lambdaci.aws;

import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.account.Removal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.ResourceConflictException;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lists the versions of functions by Lambda's API. */
public final class AwsLambdaVersions implements LambdaVersions {
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

    @Override
    public Removal delete(String function, String version) {
        if (!version.chars().allMatch(Character::isDigit) || version.isEmpty()) {
            // Without a number, Lambda deletes the whole function.
            throw new IllegalArgumentException("'" + version + "' is not the number of a version");
        }
        AwsCall call = new AwsCall(
                "deleting version " + version + " of function '" + function + "'",
                "lambda:DeleteFunction",
                "function " + function + ":" + version);
        return clients.failures().send(call, () -> {
            try {
                clients.lambda()
                        .deleteFunction(
                                request -> request.functionName(function).qualifier(version));
                return Removal.DONE;
            } catch (ResourceConflictException e) {
                return Removal.STILL_USED;
            } catch (ResourceNotFoundException e) {
                return Removal.DONE;
            }
        });
    }

    private static PublishedVersion published(FunctionConfiguration version) {
        return new PublishedVersion(
                LambdaAnswers.functionVersion(asConfiguration(version)),
                Optional.ofNullable(version.description()).orElse(""),
                LambdaAnswers.modified(version.lastModified()),
                Optional.ofNullable(version.codeSize()).orElse(0L));
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
