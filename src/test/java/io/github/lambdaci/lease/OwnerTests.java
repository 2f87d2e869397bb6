package io.github.lambdaci.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class OwnerTests {
    private static String name(Map<String, String> environment) {
        return Owner.of(environment).name();
    }

    @Test
    void buildsAreNamedAsTheirServicesNameThem() {
        assertThat(name(Map.of("CODEBUILD_BUILD_ID", "orders:8f2a"))).isEqualTo("CodeBuild build orders:8f2a");
        assertThat(name(Map.of("GITHUB_RUN_ID", "17", "GITHUB_REPOSITORY", "acme/orders")))
                .isEqualTo("https://github.com/acme/orders/actions/runs/17");
        assertThat(name(Map.of(
                        "GITHUB_RUN_ID", "17",
                        "GITHUB_REPOSITORY", "acme/orders",
                        "GITHUB_SERVER_URL", "https://git.example.com")))
                .isEqualTo("https://git.example.com/acme/orders/actions/runs/17");
        assertThat(name(Map.of("CI_JOB_URL", "https://gitlab.example.com/jobs/3")))
                .isEqualTo("https://gitlab.example.com/jobs/3");
        assertThat(name(Map.of("BUILD_URL", "https://jenkins.example.com/job/4")))
                .isEqualTo("https://jenkins.example.com/job/4");
    }

    @Test
    void peopleAreNamedWithTheirMachineAndProcess() {
        assertThat(name(Map.of("CODEBUILD_BUILD_ID", "")))
                .matches(".+@.+, process " + ProcessHandle.current().pid());
    }
}
