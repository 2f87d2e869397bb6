package io.github.lambdaci;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;

/** The walls between the packages: what ARCHITECTURE.md says, held by a test. */
@AnalyzeClasses(packages = "io.github.lambdaci", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
    private static final String ROOT = "io.github.lambdaci";

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule failureKnowsNothing = knowsOnly("failure");

    @ArchTest
    static final ArchRule concurrentKnowsOnlyFailures = knowsOnly("concurrent", "failure");

    @ArchTest
    static final ArchRule jsonKnowsNothing = knowsOnly("json");

    @ArchTest
    static final ArchRule configKnowsNothingOfWhatItIsAbout = knowsOnly("config", "json", "concurrent", "failure");

    @ArchTest
    static final ArchRule yamlIsForConfig = onlyIn("config", "org.snakeyaml..");

    @ArchTest
    static final ArchRule runtimeIsBelowArtifact = knowsOnly("runtime", "failure");

    @ArchTest
    static final ArchRule artifactIsBelowProject = knowsOnly("artifact", "runtime", "concurrent", "failure");

    @ArchTest
    static final ArchRule packagesAreBelowPipeline = knowsOnly("packages", "json", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule projectIsBelowPipeline =
            knowsOnly("project", "json", "artifact", "runtime", "concurrent", "failure");

    @ArchTest
    static final ArchRule accountIsBelowBuild = knowsOnly("account", "project", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule notificationKnowsOnlyFailures = knowsOnly("notification", "failure");

    @ArchTest
    static final ArchRule trafficIsBelowPipeline =
            knowsOnly("traffic", "concurrent", "json", "account", "project", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule leaseIsBelowPipeline =
            knowsOnly("lease", "concurrent", "json", "account", "project", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule buildIsBelowPipeline =
            knowsOnly("build", "account", "project", "packages", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule cacheIsBelowPipeline = knowsOnly("cache", "json", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule pipelineIsBelowCli = knowsOnly(
            "pipeline",
            "cache",
            "traffic",
            "lease",
            "account",
            "build",
            "project",
            "packages",
            "artifact",
            "runtime",
            "concurrent",
            "json",
            "failure");

    @ArchTest
    static final ArchRule fleetIsBelowCli = knowsOnly(
            "fleet", "traffic", "account", "build", "project", "artifact", "runtime", "concurrent", "failure");

    @ArchTest
    static final ArchRule operationIsBelowCli = knowsOnly("operation", "json", "account", "failure");

    @ArchTest
    static final ArchRule historyIsBelowCli = knowsOnly(
            "history", "pipeline", "traffic", "lease", "account", "build", "project", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule announcementIsBelowCli = knowsOnly(
            "announcement",
            "history",
            "pipeline",
            "notification",
            "json",
            "account",
            "project",
            "artifact",
            "runtime",
            "failure");

    @ArchTest
    static final ArchRule permissionsKnowNothing = knowsOnly("permissions");

    @ArchTest
    static final ArchRule planIsBelowCli = knowsOnly(
            "plan",
            "pipeline",
            "traffic",
            "lease",
            "account",
            "build",
            "project",
            "packages",
            "artifact",
            "runtime",
            "failure");

    @ArchTest
    static final ArchRule reportIsBelowCli =
            knowsOnly("report", "history", "plan", "pipeline", "account", "project", "artifact", "failure");

    @ArchTest
    static final ArchRule cliKnowsNoAdapter = knowsOnly(
            "cli",
            "fleet",
            "config",
            "report",
            "announcement",
            "history",
            "operation",
            "plan",
            "pipeline",
            "traffic",
            "lease",
            "permissions",
            "notification",
            "account",
            "build",
            "project",
            "artifact",
            "runtime",
            "failure");

    @ArchTest
    static final ArchRule awsKnowsNoOtherAdapter = knowsOnly(
            "aws",
            "config",
            "pipeline",
            "notification",
            "json",
            "account",
            "build",
            "project",
            "artifact",
            "runtime",
            "concurrent",
            "failure");

    @ArchTest
    static final ArchRule dockerKnowsNoOtherAdapter = knowsOnly(
            "docker",
            "pipeline",
            "account",
            "build",
            "project",
            "artifact",
            "runtime",
            "concurrent",
            "json",
            "failure");

    @ArchTest
    static final ArchRule hostKnowsNoOtherAdapter =
            knowsOnly("host", "pipeline", "account", "build", "project", "artifact", "runtime", "failure");

    @ArchTest
    static final ArchRule consoleKnowsNoOtherAdapter = knowsOnly(
            "console",
            "config",
            "fleet",
            "json",
            "report",
            "announcement",
            "history",
            "operation",
            "plan",
            "pipeline",
            "traffic",
            "lease",
            "permissions",
            "notification",
            "account",
            "build",
            "project",
            "packages",
            "artifact",
            "runtime",
            "failure");

    @ArchTest
    static final ArchRule promotionsBuildNothing = noClasses()
            .that()
            .resideInAPackage(inside("pipeline"))
            .and()
            .haveSimpleNameStartingWith("Promoted")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(inside("build"));

    @ArchTest
    static final ArchRule originsOfPromotionsAreOnlyRead = noClasses()
            .that()
            .haveFullyQualifiedName(ROOT + ".history.Origin")
            .or()
            .haveFullyQualifiedName(ROOT + ".pipeline.PromotedFiles")
            .should()
            .callMethodWhere(target(owner(resideInAPackage(inside("account"))))
                    .and(target(nameMatching("write|upload.*|copy|update.*|publish.*|point|delete|create|replace"))));

    @ArchTest
    static final ArchRule sandboxKnowsOnlyHttp = knowsOnly("sandbox");

    @ArchTest
    static final ArchRule picocliIsForCli = onlyIn("cli", "picocli..");

    @ArchTest
    static final ArchRule awsSdkIsForAws = onlyIn("aws", "software.amazon.awssdk..");

    @ArchTest
    static final ArchRule dockerJavaIsForDocker = onlyIn("docker", "com.github.dockerjava..");

    @ArchTest
    static final ArchRule gitIsForProject = onlyIn("project", "org.eclipse.jgit..");

    @ArchTest
    static final ArchRule logbackAndProgressBarsAreForConsole =
            onlyIn("console", "ch.qos.logback..", "me.tongfei.progressbar..");

    @ArchTest
    static final ArchRule onlyMainExits = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule onlyMainAndConsoleHaveTheStandardStreams = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT, ROOT + ".console..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule packagesAreNamedForWhatTheyHold = noClasses()
            .should()
            .resideInAnyPackage(
                    "..util..",
                    "..utils..",
                    "..common..",
                    "..helper..",
                    "..helpers..",
                    "..model..",
                    "..impl..",
                    "..service..",
                    "..services..");

    /** A package of the program knows no other of its packages than these. */
    private static ArchRule knowsOnly(String name, String... others) {
        String[] allowed = Arrays.stream(others).map(ArchitectureTests::inside).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(inside(name))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAPackage(inside(name))))
                        .and(not(resideInAnyPackage(allowed))));
    }

    private static ArchRule onlyIn(String name, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(inside(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static String inside(String name) {
        return ROOT + "." + name + "..";
    }
}
