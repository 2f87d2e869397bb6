package io.github.lambdaci.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.project.LeftOut;
import io.github.lambdaci.project.LeftOut.Reason;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeftOutWordingTests {
    @Test
    void nothingLeftOutIsNotTold() {
        assertThat(LeftOutWording.sentences(List.of())).isEmpty();
    }

    @Test
    void sameNameInManyFoldersIsToldOnce() {
        List<LeftOut> leftOut = IntStream.range(0, 3000)
                .mapToObj(number -> new LeftOut("a" + number + "/__pycache__/", Reason.BY_DEFAULT))
                .toList();
        assertThat(LeftOutWording.sentences(leftOut))
                .containsExactly("left out by default: __pycache__/ in 3000 folders"
                        + " (a line !NAME in .lambdaignore ships one)");
    }

    @Test
    void thousandsOfNamesAreOneLine() {
        List<LeftOut> leftOut = Stream.concat(
                        IntStream.range(1000, 4000).mapToObj(number -> new LeftOut(number + ".csv", Reason.AS_ASKED)),
                        Stream.of(new LeftOut("requirements.txt", Reason.IN_LAYER)))
                .toList();
        assertThat(LeftOutWording.sentences(leftOut))
                .containsExactly(
                        "left out by .lambdaignore or --exclude: 1000.csv, 1001.csv, 1002.csv, 1003.csv, 1004.csv,"
                                + " 1005.csv, 1006.csv, 1007.csv and 2992 more",
                        "left out because it belongs to the layer: requirements.txt");
    }
}
