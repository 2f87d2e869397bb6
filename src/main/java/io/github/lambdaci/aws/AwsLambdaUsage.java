package io.github.lambdaci.aws;

import io.github.lambdaci.account.CodeStorage;
import io.github.lambdaci.account.LambdaUsage;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.UsedVersion;
import io.github.lambdaci.account.VersionUse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.model.EventSourceMappingConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.GetAccountSettingsResponse;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.ProvisionedConcurrencyConfigListItem;

/** Reads what uses what by Lambda's API. */
public final class AwsLambdaUsage implements LambdaUsage {
    private static final Logger LOG = LoggerFactory.getLogger(AwsLambdaUsage.class);

    private static final AwsCall LISTING = new AwsCall("listing all functions", "lambda:ListFunctions", "*");

    private final AwsClients clients;

    /** Nothing is asked of AWS yet. */
    public AwsLambdaUsage(AwsClients clients) {
        this.clients = clients;
    }

    @Override
    public List<String> functions() {
        return clients.failures()
                .send(
                        LISTING,
                        () -> clients.lambda().listFunctionsPaginator().functions().stream()
                                .map(FunctionConfiguration::functionName)
                                .toList());
    }

    @Override
    public List<UsedVersion> everyVersion() {
        return clients.failures()
                .send(
                        LISTING,
                        () -> clients
                                .lambda()
                                // Aliases can point to any version, and a version to a layer that no $LATEST has.
                                .listFunctionsPaginator(request -> request.functionVersion(FunctionVersion.ALL))
                                .functions()
                                .stream()
                                .map(AwsLambdaUsage::used)
                                .toList());
    }

    private static UsedVersion used(FunctionConfiguration function) {
        return new UsedVersion(
                function.functionName(),
                function.version(),
                LambdaAnswers.sha256(function.codeSha256()),
                function.layers().stream()
                        .map(Layer::arn)
                        .map(LayerVersionArn::of)
                        .toList());
    }

    @Override
    public List<VersionUse> uses(String function) {
        return Stream.concat(
                        qualifiers(provisioned(function), VersionUse.By.PROVISIONED_CONCURRENCY),
                        qualifiers(eventSources(function), VersionUse.By.EVENT_SOURCE))
                .distinct()
                .toList();
    }

    private List<String> provisioned(String function) {
        AwsCall call = new AwsCall(
                "listing the provisioned concurrency of function '" + function + "'",
                "lambda:ListProvisionedConcurrencyConfigs",
                "function " + function);
        return arns(
                call,
                () -> clients
                        .lambda()
                        .listProvisionedConcurrencyConfigsPaginator(request -> request.functionName(function))
                        .provisionedConcurrencyConfigs()
                        .stream(),
                ProvisionedConcurrencyConfigListItem::functionArn);
    }

    private List<String> eventSources(String function) {
        AwsCall call = new AwsCall(
                "listing the event sources of function '" + function + "'", "lambda:ListEventSourceMappings", "*");
        return arns(
                call,
                // Those of a version are listed only for its name with the number, so all are asked for.
                () -> clients.lambda().listEventSourceMappingsPaginator().eventSourceMappings().stream()
                        .filter(mapping -> isOf(function, mapping)),
                EventSourceMappingConfiguration::functionArn);
    }

    private static boolean isOf(String function, EventSourceMappingConfiguration mapping) {
        String arn = Optional.ofNullable(mapping.functionArn()).orElse("");
        return arn.contains(":function:" + function + ":");
    }

    private <T> List<String> arns(
            AwsCall call, java.util.function.Supplier<Stream<T>> request, Function<T, @Nullable String> arn) {
        return clients.failures()
                .send(
                        call,
                        () -> request.get()
                                .map(item ->
                                        Optional.ofNullable(arn.apply(item)).orElse(""))
                                .toList());
    }

    /** Of what names a version by its number; aliases are known by themselves. */
    private static Stream<VersionUse> qualifiers(List<String> arns, VersionUse.By by) {
        return arns.stream()
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .filter(qualifier -> !qualifier.isEmpty() && qualifier.chars().allMatch(Character::isDigit))
                .map(version -> new VersionUse(version, by));
    }

    @Override
    public Optional<CodeStorage> codeStorage() {
        AwsCall call = new AwsCall("reading the account's code storage", "lambda:GetAccountSettings", "*");
        return clients.failures().send(call, () -> {
            try {
                return storage(clients.lambda().getAccountSettings());
            } catch (AwsServiceException e) {
                LOG.debug("the account's code storage cannot be read: {}", e.getMessage());
                return Optional.empty();
            }
        });
    }

    private static Optional<CodeStorage> storage(GetAccountSettingsResponse settings) {
        if (settings.accountUsage() == null || settings.accountLimit() == null) {
            return Optional.empty();
        }
        Long used = settings.accountUsage().totalCodeSize();
        Long limit = settings.accountLimit().totalCodeSize();
        return used == null || limit == null ? Optional.empty() : Optional.of(new CodeStorage(used, limit));
    }
}
