package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.account.DeploymentState.Phase;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.Gap;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What CodeDeploy does with functions, as far as every emulator does it too. */
public abstract class DeploymentsContract extends PortContract {
    private String application;
    private DeploymentRequest request;

    @BeforeEach
    void createFunctionAndGroup() {
        String function = aws().createFunction(unique("function"));
        LambdaFunctions functions = aws().functions();
        FunctionVersion one = functions.publishVersion(functions.latest(function), "one");
        aws().aliases().point(AliasRoute.to("live", one, ""), Optional.empty());
        FunctionVersion two =
                functions.publishVersion(functions.updateCode(functions.latest(function), stored("two")), "two");
        application = unique("shop");
        aws().createDeploymentGroup(application, "slow");
        request = new DeploymentRequest(application, "slow", "live", one, two, Optional.empty());
    }

    @Test
    void deploymentGoesOnUntilItIsStopped() {
        needs(Gap.DEPLOYMENTS);
        String id = aws().deployments().start(request);

        assertThat(aws().deployments().state(id).phase()).isEqualTo(Phase.GOING_ON);
        aws().deployments().stop(id);
        assertThat(aws().deployments().state(id).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void deploymentThatHasEndedCanBeStoppedAgain() {
        needs(Gap.DEPLOYMENTS);
        String id = aws().deployments().start(request);
        aws().deployments().stop(id);

        aws().deployments().stop(id);

        assertThat(aws().deployments().state(id).phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void secondDeploymentOfAGroupIsRefused() {
        needs(Gap.DEPLOYMENTS);
        aws().deployments().start(request);

        assertThatThrownBy(() -> aws().deployments().start(request))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("wait until"));
    }

    @Test
    void groupThatDoesNotExistIsNamed() {
        DeploymentRequest other = new DeploymentRequest(
                application, "others", "live", request.current(), request.target(), Optional.empty());

        assertThatThrownBy(() -> aws().deployments().start(other))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.hint()).contains("--shift"));
    }
}
