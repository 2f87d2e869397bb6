package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DiagnosisTests {
    @Test
    void verboseShowsRequestsButNeverWhatHoldsSecrets() {
        assertThat(LoggerFactory.getLogger("io.github.lambdaci.aws.S3").isDebugEnabled())
                .isFalse();

        Diagnosis.verbose();

        assertThat(LoggerFactory.getLogger("io.github.lambdaci.aws.S3").isDebugEnabled())
                .isTrue();
        assertThat(LoggerFactory.getLogger("software.amazon.awssdk.request").isDebugEnabled())
                .isTrue();
        assertThat(LoggerFactory.getLogger("software.amazon.awssdk.auth").isDebugEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("com.github.dockerjava.core.command.CreateContainerCmdImpl")
                        .isDebugEnabled())
                .isFalse();
    }
}
