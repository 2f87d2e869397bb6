package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.fleet.BuildSettings;
import io.github.lambdaci.fleet.Job;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.fleet.Share;
import io.github.lambdaci.testing.GoldenFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatrixTextTests {
    private static final BuildSettings SETTINGS =
            new BuildSettings("lambda-ci.yml", Optional.of("prod"), "ci/buildspec.yml");
    private static final Matrix MATRIX = new Matrix(
            List.of(
                    new Share(List.of(job("orders", 40, false))),
                    new Share(List.of(job("mail", 20, false), job("reports", 16, true)))),
            7);
    private static final Matrix NOTHING = new Matrix(List.of(), 3);

    private static Job job(String function, int seconds, boolean estimated) {
        return new Job(function, function, Duration.ofSeconds(seconds), estimated, Set.of());
    }

    @Test
    void table() {
        GoldenFile.of(getClass(), "matrix.txt").assertHolds(MatrixText.of(MATRIX) + "\n");
    }

    @Test
    void nothingToDoIsSaid() {
        assertThat(MatrixText.of(NOTHING)).isEqualTo("Nothing is to be done: no build is needed");
        assertThat(MatrixText.of(new Matrix(MATRIX.shares().subList(0, 1), 0))).endsWith("1 function in 1 build");
    }

    @Test
    void buildspecOfABatch() {
        GoldenFile.of(getClass(), "batch.json").assertHolds(MatrixJson.buildspec(MATRIX, SETTINGS) + "\n");
        assertThat(MatrixJson.buildspec(NOTHING, SETTINGS)).contains("\"build-list\": [ ]");
    }

    @Test
    void matrixOfGitHubIsOneLine() {
        assertThat(MatrixJson.strategy(MATRIX, SETTINGS))
                .isEqualTo(
                        "{\"include\":["
                                + "{\"build\":1,\"config\":\"lambda-ci.yml\",\"environment\":\"prod\",\"functions\":\"orders\"},"
                                + "{\"build\":2,\"config\":\"lambda-ci.yml\",\"environment\":\"prod\",\"functions\":\"mail,reports\"}]}");
        assertThat(MatrixJson.strategy(NOTHING, SETTINGS)).isEqualTo("{\"include\":[]}");
    }
}
