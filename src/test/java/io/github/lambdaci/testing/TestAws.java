package io.github.lambdaci.testing;

import io.github.lambdaci.account.ArtifactListing;
import io.github.lambdaci.account.ArtifactStore;
import io.github.lambdaci.account.Deployments;
import io.github.lambdaci.account.FunctionHealth;
import io.github.lambdaci.account.FunctionLogs;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaAliases;
import io.github.lambdaci.account.LambdaFunctions;
import io.github.lambdaci.account.LambdaInvocations;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LambdaUsage;
import io.github.lambdaci.account.LambdaVersions;
import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.ArtifactKey;
import java.time.Instant;
import java.util.Set;

/** An AWS to hold the ports' contracts against, with what other people do in it. */
public interface TestAws {
    ArtifactStore store();

    LeaseStore leases();

    LambdaFunctions functions();

    LambdaAliases aliases();

    LambdaVersions versions();

    LambdaInvocations invocations();

    LambdaLayers layers();

    FunctionLogs logs();

    FunctionHealth health();

    Deployments deployments();

    ArtifactListing listing();

    LambdaUsage usage();

    /** A key in a bucket that exists and keeps versions. */
    ArtifactKey key(String name);

    /** Creates a python3.12 function for x86_64 and returns its name. */
    String createFunction(String name);

    /** Changes a function's timeout, as somebody else does. */
    void changeSettings(String function);

    /** Sends a tenth of an alias's traffic to another version, as somebody else does. */
    void shareTraffic(String function, String alias, String version);

    /** Lets a version write a line to its log. */
    void writeLog(FunctionVersion version, Instant time, String message);

    /** Makes an alarm, whose state has the reason {@code a test says so} if it is firing. */
    void putAlarm(String name, boolean firing);

    /** Calls a function through its alias so often, of which so many calls fail. */
    void callAlias(String function, String alias, int good, int bad);

    /** Makes an application with a deployment group that moves a tenth of the traffic every ten minutes. */
    void createDeploymentGroup(String application, String group);

    /** What cannot be tested here. */
    Set<Gap> gaps();
}
