package io.github.lambdaci.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.lambdaci.failure.BuildException;
import io.github.lambdaci.pipeline.Rollout;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that commands leave for the steps that follow, and runs that leave the function to somebody else. */
class ReportsTests {
    @TempDir
    Path folder;

    private final CommandRun command = new CommandRun();

    @BeforeEach
    void answerWithAnUpload() {
        command.launcher.ship = Releases::uploaded;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void releaseLeavesEveryReport() throws IOException {
        int status = command.ship("--summary-file " + file("made/for/it/s.md") + " --env-file " + file("e.env")
                + " --junit-file " + file("j.xml") + " --cfn-parameters " + file("p.json"));
        assertThat(status).isZero();
        assertThat(content("made/for/it/s.md")).isEqualTo("SUMMARY of Released\n");
        assertThat(content("e.env")).isEqualTo("VARIABLES of Released\n");
        assertThat(content("j.xml")).isEqualTo("STAGES of Released\n");
        assertThat(content("p.json")).isEqualTo("PARAMETERS of Released\n");
        assertThat(command.request().rollout().locating()).isTrue();
    }

    @Test
    void variablesNameFilesToo() throws IOException {
        command.environment.put("LAMBDA_CI_SUMMARY_FILE", file("s.md"));
        command.environment.put("LAMBDA_CI_ENV_FILE", file("e.env"));
        command.environment.put("LAMBDA_CI_JUNIT_FILE", file("j.xml"));
        command.environment.put("LAMBDA_CI_CFN_PARAMETERS", file("p.json"));
        command.environment.put("LAMBDA_CI_NO_DEPLOY", "true");
        assertThat(command.ship("")).isZero();
        assertThat(folder).isDirectoryContaining("glob:**/{s.md,e.env,j.xml,p.json}");
        assertThat(command.request().rollout().end()).isEqualTo(Rollout.End.UPLOADED);
    }

    /** A step that reads the file would set the options of the next run of lambda-ci. */
    @Test
    void noVariableThatIsWrittenIsOneThatIsRead() throws IOException {
        List<String> written =
                Files.readAllLines(Path.of("src/test/resources/io/github/lambdaci/console/variables.txt")).stream()
                        .map(line -> line.replaceFirst("=.*", ""))
                        .toList();
        assertThat(written).contains("LAMBDA_CI_VERSION").doesNotContainAnyElementsOf(EnvironmentVariables.all());
    }

    @Test
    void linesAreAppendedAndDocumentsReplaced() throws IOException {
        Files.writeString(folder.resolve("s.md"), "of another step, without a line's end");
        Files.writeString(folder.resolve("e.env"), "A=1\n");
        Files.writeString(folder.resolve("j.xml"), "of the run before, and longer than this one's is\n");
        assertThat(command.ship("--summary-file " + file("s.md") + " --env-file " + file("e.env") + " --junit-file "
                        + file("j.xml")))
                .isZero();
        assertThat(content("s.md")).isEqualTo("of another step, without a line's end\nSUMMARY of Released\n");
        assertThat(content("e.env")).isEqualTo("A=1\nVARIABLES of Released\n");
        assertThat(content("j.xml")).isEqualTo("STAGES of Released\n");
    }

    @Test
    void failureIsReportedToo() throws IOException {
        Files.writeString(folder.resolve("p.json"), "of the run before");
        command.launcher.ship = () -> {
            throw new BuildException("pip failed", "mend it");
        };
        assertThat(command.ship("--summary-file " + file("s.md") + " --cfn-parameters " + file("p.json")))
                .isEqualTo(1);
        assertThat(content("s.md")).isEqualTo("SUMMARY of Failed\n");
        assertThat(content("p.json")).doesNotContain("of the run before");
    }

    @Test
    void errorsOfTheJvmAreReportedToo() throws IOException {
        command.launcher.ship = () -> {
            throw new NoClassDefFoundError("a/b/C");
        };
        assertThat(command.ship("--env-file " + file("e.env"))).isEqualTo(70);
        assertThat(content("e.env")).isEqualTo("VARIABLES of Failed\n");
    }

    @Test
    void missingNamesAreReportedToo() throws IOException {
        assertThat(command.run("--env-file " + file("e.env"))).isEqualTo(2);
        assertThat(content("e.env")).isEqualTo("VARIABLES of Failed\n");
    }

    @ParameterizedTest
    @CsvSource({"plan, Planned", "rollback, RolledBack"})
    void otherCommandsLeaveReportsToo(String name, String outcome) throws IOException {
        command.release("1.0.0");
        command.release("1.1.0");
        String names = name.equals("plan") ? " --source-version 1" : " --to 1";
        assertThat(command.run(name + " --app-s3-bucket artifacts --function-name orders" + names + " --summary-file "
                        + file("s.md") + " --env-file " + file("e.env")))
                .as(command.err())
                .isZero();
        assertThat(content("s.md") + content("e.env"))
                .isEqualTo("SUMMARY of " + outcome + "\nVARIABLES of " + outcome + "\n");
    }

    @Test
    void whatFailsAfterTheReleaseLeavesItsReportsAsTheyAre() throws IOException {
        command.launcher.ship = Releases::published;
        command.launcher.whileWatching = () -> {
            throw new BuildException("no logs", "wait");
        };
        assertThat(command.ship("--watch-log-stream --env-file " + file("e.env")))
                .isEqualTo(1);
        assertThat(content("e.env")).isEqualTo("VARIABLES of Released\n");
    }

    @Test
    void fileThatCannotBeWrittenStopsTheRunBeforeItBegins() {
        assertThat(command.ship("--env-file " + file("e.env") + " --summary-file " + folder))
                .isEqualTo(2);
        assertThat(command.launcher.calls).isEmpty();
        assertThat(command.err())
                .contains("ERROR --summary-file: " + folder + " is a folder", "name a file in it: --summary-file");
    }

    @Test
    void fileBelowAFileCannotBeWritten() throws IOException {
        Files.writeString(folder.resolve("a"), "a file");
        assertThat(command.ship("--cfn-parameters " + file("a/p.json"))).isEqualTo(2);
        assertThat(command.launcher.calls).isEmpty();
        assertThat(command.err()).contains("--cfn-parameters: writing " + file("a/p.json") + " failed");
    }

    @Test
    void emptyNameIsProbablyAVariableThatIsNotSet() {
        assertThat(command.runWords("--app-s3-bucket", "artifacts", "--function-name", "orders", "--summary-file", ""))
                .isEqualTo(2);
        assertThat(command.err()).contains("--summary-file has an empty value");
    }

    @Test
    void reportsDoNotShareAFile() {
        assertThat(command.ship("--env-file " + file("x") + " --summary-file " + file("./x")))
                .isEqualTo(2);
        assertThat(command.err()).contains("gets another report already");
    }

    @Test
    void checkLeavesNoFileBehind() {
        command.launcher.ship = () -> {
            assertThat(folder).isEmptyDirectory();
            return Releases.published();
        };
        assertThat(command.ship("--env-file " + file("e.env"))).isZero();
    }

    @Test
    void whatCannotBeWrittenAtTheEndHidesNothing() {
        assumeTrue(Files.isWritable(Path.of("/dev/full")));
        command.launcher.ship = Releases::published;
        assertThat(command.ship("--summary-file /dev/full --env-file " + file("e.env")))
                .isZero();
        assertThat(command.out()).isEqualTo(Releases.published().live().versionArn() + "\n");
        assertThat(command.launcher.calls).contains("not written --summary-file");
        assertThat(folder.resolve("e.env")).exists();
    }

    @Test
    void folderThatVanishesMeanwhileIsMadeAgain() throws IOException {
        command.launcher.ship = () -> {
            try {
                Files.delete(folder.resolve("reports"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return Releases.published();
        };
        assertThat(command.ship("--env-file " + file("reports/e.env"))).isZero();
        assertThat(content("reports/e.env")).isNotEmpty();
    }

    @Test
    void reportsAreNoPartOfTheCode() {
        assertThat(command.ship("--env-file " + file("e.env"))).isZero();
        assertThat(command.request().project().sources().rules().written())
                .isEqualTo(Collections.singleton(folder.resolve("e.env").toAbsolutePath()));
    }

    @Test
    void withoutDeployTheResultIsWhereTheCodeIs() {
        assertThat(command.ship("--no-deploy")).isZero();
        assertThat(command.out())
                .isEqualTo(Releases.uploaded().uploaded().code().orElseThrow().key() + "\n");
        assertThat(command.request().rollout().locating()).isTrue();
    }

    @Test
    void usualRunDoesNotLookForWhatIsKept() {
        assertThat(command.ship("--env-file " + file("e.env"))).isZero();
        assertThat(command.request().rollout()).isEqualTo(Rollout.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-shift", "--smoke-payload {}", "--shift canary:10%,1m", "--watch-log-stream"})
    void withoutDeployThereIsNoVersionToDoAnythingWith(String option) {
        assertThat(command.ship("--no-deploy " + option)).isEqualTo(2);
        assertThat(command.launcher.calls).isEmpty();
        assertThat(command.err()).contains(option.replaceFirst(" .*", ""), "--no-deploy");
    }
}
