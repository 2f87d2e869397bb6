package io.github.lambdaci.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of rights has what the adapters' calls need, and nothing else. */
class RightsTests {
    private static final Path ADAPTERS = Path.of("src/main/java/io/github/lambdaci/aws");
    private static final Pattern CLIENT =
            Pattern.compile("software\\.amazon\\.awssdk\\.services\\.(\\w+)\\.\\w+Client");
    /** Calls that are not named as the right is that they need, or need further ones. */
    private static final Map<String, List<String>> RIGHTS_OF_CALLS = Map.ofEntries(
            Map.entry("lambda:Invoke", List.of("lambda:InvokeFunction")),
            // A right of whoever assumes the role, and not of the role.
            Map.entry("sts:AssumeRole", List.of()),
            // Everybody may ask who they are, whatever policies say ("GetCallerIdentity" in the STS API reference).
            Map.entry("sts:GetCallerIdentity", List.of()),
            Map.entry("lambda:GetLayerVersionByArn", List.of("lambda:GetLayerVersion")),
            Map.entry("s3:HeadObject", List.of("s3:GetObject")),
            Map.entry("s3:ListObjectsV2", List.of("s3:ListBucket")),
            Map.entry("s3:CopyObject", List.of("s3:GetObject", "s3:GetObjectVersion", "s3:PutObject")),
            Map.entry("s3:CreateMultipartUpload", List.of("s3:PutObject")),
            Map.entry("s3:UploadPart", List.of("s3:PutObject")),
            Map.entry("s3:CompleteMultipartUpload", List.of("s3:PutObject")),
            Map.entry(
                    "codeartifact:GetAuthorizationToken",
                    List.of(
                            "codeartifact:GetAuthorizationToken",
                            "codeartifact:ReadFromRepository",
                            "sts:GetServiceBearerToken")),
            Map.entry(
                    "codedeploy:CreateDeployment",
                    List.of(
                            "codedeploy:CreateDeployment",
                            "codedeploy:GetDeploymentConfig",
                            "codedeploy:RegisterApplicationRevision",
                            "codedeploy:GetApplicationRevision")));

    private static final Pattern WHOLE =
            Pattern.compile("\"((?:cloudwatch|codedeploy|codeartifact|sts|sns|events|ssm):[A-Z]\\w+)\"");
    private static final Pattern BEGUN = Pattern.compile("\"(codedeploy|codeartifact|cloudwatch):\" \\+ action");
    private static final Pattern ACTION = Pattern.compile("\"((?:Create|Get|Stop|Describe|List)[A-Z][A-Za-z]+)\"");

    /** The calls of the SDK's clients, found in the compiled adapters. */
    private static Set<String> callsOfClients() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.github.lambdaci.aws")
                        .stream()
                        .flatMap(adapter -> adapter.getMethodCallsFromSelf().stream())
                        .flatMap(RightsTests::callOfClient)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> callOfClient(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        Matcher client = CLIENT.matcher(owner.getName());
        String method = call.getName();
        if (!client.matches()
                || Set.of("builder", "close", "serviceClientConfiguration", "waiter")
                        .contains(method)) {
            return Stream.empty();
        }
        String service = client.group(1).equals("cloudwatchlogs") ? "logs" : client.group(1);
        String operation = method.replaceFirst("(Paginator|AsBytes)$", "");
        return Stream.of(service + ":" + Character.toUpperCase(operation.charAt(0)) + operation.substring(1));
    }

    /** The calls of services for which there is no client: what they need is in the source. */
    private static Set<String> callsWithoutClients() {
        try (Stream<Path> files = Files.list(ADAPTERS)) {
            return files.filter(Files::isRegularFile)
                    .map(RightsTests::text)
                    .flatMap(source -> Stream.concat(
                            found(WHOLE, source),
                            found(BEGUN, source)
                                    .flatMap(service -> found(ACTION, source).map(action -> service + ":" + action))))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> found(Pattern pattern, String source) {
        return pattern.matcher(source).results().map((MatchResult match) -> match.group(1));
    }

    private static Set<String> needed() {
        return Stream.concat(callsOfClients().stream(), callsWithoutClients().stream())
                .flatMap(call -> RIGHTS_OF_CALLS.getOrDefault(call, List.of(call)).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String service(String action) {
        return action.substring(0, action.indexOf(':'));
    }

    @Test
    void everyCallOfAnAdapterHasItsRight() {
        Set<String> listed = Rights.ALL.stream().map(Right::action).collect(Collectors.toSet());

        assertThat(needed()).hasSizeGreaterThan(25).isSubsetOf(listed);
    }

    @Test
    void noRightIsListedThatNoCallNeeds() {
        Set<String> services = needed().stream().map(RightsTests::service).collect(Collectors.toSet());

        assertThat(Rights.ALL)
                .extracting(Right::action)
                .filteredOn(action -> services.contains(service(action)))
                .isSubsetOf(needed());
    }

    @Test
    void everyCommandHasItsRights() {
        for (Need need : Need.values()) {
            assertThat(Rights.ALL)
                    .as(need.word())
                    .anyMatch(right -> right.needs().contains(need));
        }
    }

    @Test
    void noRightIsListedTwiceOnTheSame() {
        assertThat(Rights.ALL)
                .extracting(right -> right.action() + " on " + right.on())
                .doesNotHaveDuplicates();
    }

    @Test
    void onlyPruneMayDelete() {
        assertThat(Rights.ALL)
                .filteredOn(right -> right.action().contains(":Delete"))
                .allSatisfy(right -> assertThat(right.needs()).containsExactly(Need.PRUNE));
    }

    @Test
    void noPolicyAllowsToDeleteTheWholeFunction() {
        Map<String, String> names = Map.of(
                "partition",
                "aws",
                "region",
                "eu-west-1",
                "account",
                "123456789012",
                "function",
                "orders",
                "layer",
                "orders-deps",
                "bucket",
                "artifacts");

        Policy policy = Policy.of(Set.of(Need.PRUNE), names);

        assertThat(policy.statements())
                .filteredOn(statement -> statement.actions().contains("lambda:DeleteFunction"))
                .singleElement()
                .satisfies(statement -> assertThat(statement.resources())
                        .containsExactly("arn:aws:lambda:eu-west-1:123456789012:function:orders:*"));
    }

    @Test
    void placeWithoutANameIsABug() {
        assertThat(Arrays.stream(Resource.values()).flatMap(resource -> resource.templates().stream()))
                .allSatisfy(template ->
                        assertThat(template.replaceAll("\\{\\w+}", "x")).matches("\\*|arn:x:[a-z0-9]+:x?:[x*]?:.+"));
    }
}
