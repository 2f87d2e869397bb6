package io.github.lambdaci.console;

import static io.github.lambdaci.testing.Releases.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.lambdaci.account.LiveAlias;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.pipeline.Uploaded;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.project.SourceVersion;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import io.github.lambdaci.testing.GoldenFile;
import io.github.lambdaci.testing.Plans;
import io.github.lambdaci.testing.Releases;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What the steps after a run read. */
class ReportTextsTests {
    private static final Outcome.Failed REFUSED = new Outcome.Failed(
            Outcome.Ending.REFUSED,
            List.of("version 42 of 'orders' failed its check: it answered <b>`no`</b> & ```", "its log ends with:"),
            List.of("repair the function", "then run \u001b[31magain"));

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private Instant now = Instant.EPOCH;
    private final ConsoleLog log =
            new ConsoleLog(new PrintStream(written, true, StandardCharsets.UTF_8), Terminal.PLAIN, () -> now);

    static Stream<Outcome> outcomes() {
        Stream<Outcome> released = Stream.of(
                        Releases.published(),
                        Releases.first(),
                        Releases.unchanged(),
                        Releases.inCode(),
                        Releases.waiting(),
                        Releases.uploaded(),
                        Releases.alreadyUploaded())
                .map(Outcome.Released::new);
        return Stream.concat(
                released,
                Stream.of(
                        rolledBack(),
                        new Outcome.Planned(Plans.released()),
                        new Outcome.Planned(Plans.unchanged()),
                        REFUSED));
    }

    private static Outcome rolledBack() {
        return new Outcome.RolledBack(new RollbackResult(
                PROJECT.target(),
                RollbackResult.Status.ROLLED_BACK,
                Releases.version("41", "old code", "settings", Releases.layer("orders-deps", 6)),
                "1.4.0",
                Optional.of("42")));
    }

    private void failWhilePublishing() {
        log.started(PROJECT);
        log.stage(Stage.CHECK);
        log.functionRead(
                Releases.version("$LATEST", "old code", "settings"),
                "latest",
                Optional.of(new LiveAlias(Releases.version("41", "old code", "settings"), Map.of(), "revision")));
        now = now.plusMillis(900);
        log.stage(Stage.BUNDLE);
        now = now.plusMillis(41_300);
        log.stage(Stage.CHECK);
        now = now.plusMillis(100);
        log.stage(Stage.PUBLISH);
        now = now.plusMillis(1_200);
    }

    private String report(Report report, Outcome outcome) {
        return log.reports().of(report, outcome).orElse("");
    }

    private static Outcome released(Release release) {
        return new Outcome.Released(release);
    }

    @Test
    void summaries() {
        String summaries = outcomes()
                .filter(outcome -> !(outcome instanceof Outcome.Failed))
                .map(outcome -> report(Report.SUMMARY, outcome))
                .collect(Collectors.joining());
        GoldenFile.of(getClass(), "summaries.md").assertHolds(summaries);
    }

    @Test
    void summaryOfAFailureSaysWhyAndWhatIsLive() {
        failWhilePublishing();
        GoldenFile.of(getClass(), "summary-of-a-failure.md").assertHolds(report(Report.SUMMARY, REFUSED));
    }

    @Test
    void summaryOfAFailureBeforeAnythingWasKnown() {
        assertThat(report(
                        Report.SUMMARY,
                        new Outcome.Failed(Outcome.Ending.FAILED, List.of("no bucket"), List.of("name one"))))
                .isEqualTo("## The run of lambda-ci failed\n\n```text\nno bucket\nname one\n```\n\n");
    }

    @Test
    void summaryHasTheConsolesWords() {
        log.finished(Releases.published());
        String summary = report(Report.SUMMARY, released(Releases.published()));
        List<String> console = written.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("  "))
                .map(line -> line.substring(16))
                .toList();
        assertThat(console).hasSize(6).allSatisfy(words -> assertThat(summary).contains(words));
    }

    @Test
    void textOfOthersIsNoMarkup() {
        Release release = withSourceVersion("feature/<b>|`_a_b@c");
        assertThat(report(Report.SUMMARY, released(release))).contains("| source | feature/\\<b>\\|\\`\\_a_b\\@c |\n");
    }

    private static Release withSourceVersion(String version) {
        Release release = Releases.published();
        LambdaProject project = release.project();
        return new Release(
                new LambdaProject(
                        project.target(),
                        project.sources(),
                        project.descriptorPath(),
                        SourceVersion.of(version),
                        project.runtime(),
                        project.packaging()),
                release.live(),
                release.previousVersion(),
                release.status(),
                release.code(),
                release.dependencies(),
                release.size(),
                release.uploaded(),
                release.durations());
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void variablesAreAlwaysTheSameAndPlain(Outcome outcome) {
        List<String> lines = report(Report.VARIABLES, outcome).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line).matches("LAMBDA_CI_[A-Z0-9_]+=[A-Za-z0-9_@%+=:,./-]*"));
        assertThat(lines.stream().map(line -> line.substring(0, line.indexOf('='))))
                .isEqualTo(ReportVariables.names());
    }

    /** The number that GitLab takes from a job's dotenv report unless its administrator says otherwise. */
    @Test
    void variablesAreNoMoreThanGitLabTakes() {
        assertThat(ReportVariables.names()).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void variablesOfOutcomes() {
        failWhilePublishing();
        String all =
                outcomes().map(outcome -> report(Report.VARIABLES, outcome)).collect(Collectors.joining("\n"));
        GoldenFile.of(getClass(), "variables.txt").assertHolds(all);
    }

    @Test
    void shellReadsBackWhatIsNotPlain() throws Exception {
        String version = "feature/$(id)`id`'\"\\;&|<> ~ü%41"
                .replace("\\", "")
                .replace(" ", "")
                .replace("~", "");
        String lines = report(Report.VARIABLES, released(withSourceVersion(version)));
        Process shell = new ProcessBuilder("sh", "-euc", lines + "printf %s \"$LAMBDA_CI_SOURCE_VERSION\"").start();
        String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(URLDecoder.decode(read.replace("+", "%2B"), StandardCharsets.UTF_8))
                .isEqualTo(version);
        assertThat(read).startsWith("feature/%24%28id%29");
    }

    @Test
    void stagesOfARelease() throws Exception {
        Document xml = stages(released(Releases.published()));
        assertThat(cases(xml))
                .containsExactly("bundle 41.300", "check 0.900", "deploy 3.400", "publish 1.200", "upload 2.100");
        assertThat(((Element) xml.getElementsByTagName("testsuite").item(0)).getAttribute("failures"))
                .isEqualTo("0");
    }

    @Test
    void stagesThatWereNotReachedAreSkipped() throws Exception {
        Document xml = stages(released(Releases.uploaded()));
        assertThat(cases(xml)).contains("deploy 0.000 skipped", "publish 0.000 skipped", "upload 2.100");
    }

    @Test
    void failureIsThatOfTheLastStage() throws Exception {
        failWhilePublishing();
        GoldenFile.of(getClass(), "stages-of-a-failure.xml").assertHolds(report(Report.STAGES, REFUSED));
        assertThat(cases(stages(REFUSED)))
                .containsExactly(
                        "bundle 41.300",
                        "check 1.000",
                        "deploy 0.000 skipped",
                        "publish 1.200 failure",
                        "upload 0.000 skipped");
    }

    @Test
    void failureBeforeTheFirstStageIsShownToo() throws Exception {
        assertThat(cases(stages(REFUSED))).contains("start 0.000 failure").hasSize(6);
    }

    private Document stages(Outcome outcome) throws Exception {
        byte[] text = report(Report.STAGES, outcome).getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text));
    }

    private static List<String> cases(Document xml) {
        Map<String, String> cases = new TreeMap<>();
        for (int i = 0; i < xml.getElementsByTagName("testcase").getLength(); i++) {
            Element found = (Element) xml.getElementsByTagName("testcase").item(i);
            String result = Stream.of("skipped", "failure")
                    .filter(name -> found.getElementsByTagName(name).getLength() > 0)
                    .collect(Collectors.joining());
            cases.put(found.getAttribute("name"), (found.getAttribute("time") + " " + result).trim());
        }
        return cases.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .toList();
    }

    @Test
    void parametersNameWhatHoldsCodeAndLayer() {
        GoldenFile.of(getClass(), "cfn-parameters.json")
                .assertHolds(report(Report.PARAMETERS, released(Releases.uploaded())));
    }

    @Test
    void withoutALayerThereAreNoParametersForOne() throws IOException {
        assertThat(parameters(Releases.alreadyUploaded()))
                .containsOnlyKeys("CodeS3Bucket", "CodeS3Key", "CodeS3ObjectVersion");
        assertThat(parameters(Releases.inCode())).containsOnlyKeys("CodeS3Bucket", "CodeS3Key", "CodeS3ObjectVersion");
    }

    @Test
    void objectVersionIsEmptyWhereTheBucketKeepsNone() throws IOException {
        Release release = Releases.alreadyUploaded();
        Release unversioned = new Release(
                release.project(),
                release.live(),
                release.previousVersion(),
                release.status(),
                release.code(),
                release.dependencies(),
                release.size(),
                new Uploaded(
                        release.uploaded()
                                .code()
                                .map(code -> new StoredArtifact(
                                        code.key(), Optional.empty(), code.bytes(), code.metadata())),
                        Optional.empty(),
                        List.of()),
                Map.of(Stage.CHECK, Duration.ofMillis(1)));
        assertThat(parameters(unversioned)).containsEntry("CodeS3ObjectVersion", "");
    }

    private Map<String, String> parameters(Release release) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (JsonNode node : new ObjectMapper().readTree(report(Report.PARAMETERS, released(release)))) {
            found.put(
                    node.path("ParameterKey").asText(),
                    node.path("ParameterValue").asText());
        }
        return found;
    }

    @Test
    void onlyReleasesHaveParametersAndStages() {
        assertThat(log.reports().of(Report.PARAMETERS, REFUSED)).isEmpty();
        assertThat(log.reports().of(Report.PARAMETERS, rolledBack())).isEmpty();
        assertThat(log.reports().of(Report.STAGES, rolledBack())).isEmpty();
    }

    @Test
    void reportThatCannotBeWrittenIsToldAndNothingElse() {
        log.reports()
                .notWritten(
                        new ReportFile(Report.SUMMARY, "--summary-file", Path.of("a/b")),
                        new IOException("No space left on device"));
        assertThat(written.toString(StandardCharsets.UTF_8))
                .isEqualTo("warning  writing a/b (--summary-file) failed: No space left on device; how the command "
                        + "ended is not changed by that\n");
    }
}
