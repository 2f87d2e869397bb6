package io.github.lambdaci.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigFileTests {
    private static final Path REFUSED = Path.of("src/test/resources/io/github/lambdaci/config/refused");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static Stream<String> refused() throws IOException {
        try (Stream<Path> files = Files.list(REFUSED)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yml"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatMeansNothingIsRefusedWithItsPlaceAndWhatToTry(String name) {
        ProjectException refusal = catchThrowableOfType(
                ProjectException.class, () -> ConfigFile.read(REFUSED.resolve(name), Vocabularies.SOME));

        String text = refusal.getMessage() + "\n" + refusal.hint() + "\n";
        GoldenFile.of(getClass(), "refused/" + name.replace(".yml", ".txt"))
                .assertHolds(text.replace(REFUSED.resolve(name).toString(), name));
    }

    @Test
    void aFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> ConfigFile.read(folder.resolve("lambda-ci.yml"), Vocabularies.SOME))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("there is no configuration file");
    }

    @Test
    void theStrongerSettingCounts() throws IOException {
        ConfigFile file = file("""
                defaults: {shift: defaults, timeout: defaults, app-s3-bucket: defaults, omit: defaults, builder: auto}
                functions:
                  orders: {shift: function, timeout: function, app-s3-bucket: function, omit: function}
                environments:
                  base:
                    shift: base
                    timeout: base
                    functions:
                      orders: {shift: base for orders}
                  prod:
                    extends: base
                    timeout: prod
                    app-s3-bucket: prod
                """);

        assertThat(texts(file, "orders", Optional.of("prod")))
                .containsEntry("shift", List.of("base for orders"))
                .containsEntry("timeout", List.of("prod"))
                .containsEntry("app-s3-bucket", List.of("prod"))
                .containsEntry("omit", List.of("function"))
                .containsEntry("builder", List.of("auto"));
        assertThat(texts(file, "orders", Optional.empty())).containsEntry("shift", List.of("function"));
    }

    @Test
    void everyValueHasThePlaceOfItsName() throws IOException {
        ConfigFile file = file("""
                defaults:
                  shift: x
                functions:
                  orders:
                    slim: true
                """);

        Settings settings = file.settings("orders", Optional.empty());

        assertThat(settings.place("shift")).hasValue(new Place(file.path(), 2, 3));
        assertThat(settings.place("slim")).hasValue(new Place(file.path(), 5, 5));
        assertThat(settings.place("omit")).isEmpty();
    }

    @Test
    void functionsAreCalledByTheNearestPattern() throws IOException {
        ConfigFile file = file("""
                defaults: {function-name-pattern: "acme-{function}"}
                functions:
                  orders:
                  mailer: {function-name: Mailer}
                environments:
                  qa: {function-name-pattern: "{function}-{environment}"}
                  load: {extends: qa}
                """);

        assertThat(name(file, "orders", Optional.empty())).isEqualTo("acme-orders");
        assertThat(name(file, "orders", Optional.of("qa"))).isEqualTo("orders-qa");
        assertThat(name(file, "orders", Optional.of("load"))).isEqualTo("orders-load");
        assertThat(name(file, "mailer", Optional.of("qa"))).isEqualTo("Mailer");
    }

    @Test
    void aPatternWithTheEnvironmentNeedsOne() throws IOException {
        ConfigFile file = file("""
                defaults: {function-name-pattern: "{function}-{environment}"}
                functions: {orders: }
                """);

        assertThatThrownBy(() -> file.settings("orders", Optional.empty()))
                .hasMessageContaining("no environment was chosen");
    }

    @Test
    void twoFunctionsWithOneNameInAwsAreRefused() throws IOException {
        ConfigFile file = file("""
                functions:
                  orders:
                  orders-too: {function-name: orders}
                """);

        assertThatThrownBy(() -> file.settings("orders", Optional.empty()))
                .isInstanceOf(ProjectException.class)
                .hasMessage(file.path()
                        + ":3:16: functions 'orders-too' and another one are both called 'orders' in AWS: see "
                        + file.path() + ":2:3");
    }

    @Test
    void oneNameInTwoRegionsIsTwoFunctions() throws IOException {
        ConfigFile file = file("""
                functions:
                  eu: {function-name: orders, aws-region: eu-west-1}
                  us: {function-name: orders, aws-region: us-east-1}
                """);

        assertThat(name(file, "us", Optional.empty())).isEqualTo("orders");
    }

    @Test
    void whatIsNotInTheFileIsNamedWithWhatIs() throws IOException {
        ConfigFile file = file("""
                functions: {orders: , mailer: }
                environments: {qa: , prod: }
                """);

        assertThatThrownBy(() -> file.settings("order", Optional.empty()))
                .hasMessage("there is no function 'order' in " + file.path())
                .extracting(e -> ((ProjectException) e).hint())
                .isEqualTo("did you mean 'orders'? there are orders, mailer");
        assertThatThrownBy(() -> file.settings("orders", Optional.of("live")))
                .hasMessage("there is no environment 'live' in " + file.path())
                .extracting(e -> ((ProjectException) e).hint())
                .isEqualTo("there are qa, prod");
    }

    @Test
    void ofSeveralRegionsOneIsChosen() throws IOException {
        ConfigFile file = file("""
                functions: {orders: }
                environments:
                  prod: {regions: [eu-west-1, us-east-1]}
                  qa: {extends: prod, regions: eu-west-1}
                """);

        Settings settings = file.settings("orders", Optional.of("prod"));

        assertThat(settings.regions()).containsExactly("eu-west-1", "us-east-1");
        assertThatThrownBy(() -> texts(settings)).hasMessageContaining("there are 2 regions here");
        assertThat(texts(settings.in("us-east-1"))).containsEntry("aws-region", List.of("us-east-1"));
        assertThat(texts(file, "orders", Optional.of("qa"))).containsEntry("aws-region", List.of("eu-west-1"));
    }

    @Test
    void environmentWithWavesIsThoseThatItNames() throws IOException {
        ConfigFile file = file("""
                functions: {orders: }
                environments:
                  prod:
                    app-s3-bucket: artifacts
                    waves:
                      - environments: prod-eu
                        pause: 10m
                        check: ./looks-good prod-eu
                      - [prod-us, prod-ap]
                  prod-eu: {extends: prod, aws-region: eu-west-1}
                  prod-us: {extends: prod, aws-region: us-east-1}
                  prod-ap: {extends: prod, aws-region: ap-south-1}
                """);

        assertThat(file.waves(Optional.of("prod")))
                .containsExactly(
                        new Wave(
                                List.of("prod-eu"),
                                Optional.of(Duration.ofMinutes(10)),
                                Optional.of("./looks-good prod-eu")),
                        new Wave(List.of("prod-us", "prod-ap"), Optional.empty(), Optional.empty()));
        assertThat(file.waves(Optional.of("prod-us"))).containsExactly(Wave.only(Optional.of("prod-us")));
        assertThat(file.waves(Optional.empty())).containsExactly(Wave.only(Optional.empty()));
        assertThat(texts(file, "orders", Optional.of("prod-us"))).containsEntry("app-s3-bucket", List.of("artifacts"));
        assertThatThrownBy(() -> file.settings("orders", Optional.of("prod")))
                .hasMessageContaining("environment 'prod' is shipped to in waves")
                .extracting(e -> ((ProjectException) e).hint())
                .isEqualTo("name one of them instead: prod-eu, prod-us, prod-ap");
    }

    @Test
    void twoEnvironmentsOfWavesAreTwoPlaces() throws IOException {
        ConfigFile file = file("""
                functions: {orders: }
                environments:
                  prod: {waves: [eu, us]}
                  eu: {aws-region: eu-west-1}
                  us: {aws-region: eu-west-1}
                """);

        assertThatThrownBy(() -> file.waves(Optional.of("prod")))
                .hasMessageContaining("'orders' is shipped to one place by environments 'eu' and 'us'");
    }

    @Test
    void twoSandboxesAreTwoPlaces() throws IOException {
        ConfigFile file = file("""
                functions: {orders: }
                environments:
                  prod: {waves: [eu, us]}
                  eu: {sandbox: eu}
                  us: {sandbox: us}
                """);

        assertThat(file.waves(Optional.of("prod"))).hasSize(2);
    }

    @Test
    void filesAreBesideTheFile() throws IOException {
        Files.createDirectories(folder.resolve("orders"));
        Files.writeString(folder.resolve("orders/requirements.txt"), "");
        Map<String, List<String>> texts = texts(file("""
                        functions:
                          orders:
                            app-src-path: orders
                            app-packages-descriptor-path: orders/requirements.txt
                            include: [shared:lib, /opt/more]
                            smoke-payload: "@event.json"
                            sandbox: true
                          mailer:
                            app-packages-descriptor-path: package.json
                            sandbox: false
                            smoke-payload: {a: [1, two, true, null, 1.50]}
                        """), "orders", Optional.empty());

        assertThat(texts)
                .containsEntry("app-src-path", List.of(folder + "/orders"))
                .containsEntry("app-packages-descriptor-path", List.of(folder + "/orders/requirements.txt"))
                .containsEntry("include", List.of(folder + "/shared:lib", "/opt/more"))
                .containsEntry("smoke-payload", List.of("@" + folder + "/event.json"))
                .containsEntry("sandbox", List.of(folder + "/.lambda-ci/sandbox"));
        assertThat(texts(read(), "mailer", Optional.empty()))
                .containsEntry("app-packages-descriptor-path", List.of("package.json"))
                .containsEntry("sandbox", List.of("false"))
                .containsEntry("smoke-payload", List.of("{\"a\":[1,\"two\",true,null,1.50]}"));
    }

    @Test
    void jsonIsReadToo() throws IOException {
        ConfigFile file = file("""
                {"$schema": "lambda-ci.schema.json",
                 "functions": {"orders": {"slim": true, "omit": ["boto3"], "after": []}}}
                """);

        assertThat(texts(file, "orders", Optional.empty()))
                .containsEntry("slim", List.of("true"))
                .containsEntry("omit", List.of("boto3"));
    }

    @Test
    void textsAreTakenAsTheyAreWritten() throws IOException {
        ConfigFile file = file("""
                functions:
                  orders: {timeout: 1.10, shift: 007, omit: [], app-s3-bucket: "$${env:HOME} costs $5"}
                """);

        assertThat(texts(file, "orders", Optional.empty()))
                .containsEntry("timeout", List.of("1.10"))
                .containsEntry("shift", List.of("007"))
                .containsEntry("omit", List.of())
                .containsEntry("app-s3-bucket", List.of("${env:HOME} costs $5"));
    }

    @Test
    void whatIsShippedBeforeIsKnown() throws IOException {
        ConfigFile file = file("functions: {orders: , mailer: {after: orders}}");

        assertThat(file.before("mailer")).containsExactly("orders");
        assertThat(file.before("orders")).isEmpty();
    }

    private ConfigFile file(String text) throws IOException {
        Files.writeString(folder.resolve("lambda-ci.yml"), text);
        return read();
    }

    private ConfigFile read() {
        return ConfigFile.read(folder.resolve("lambda-ci.yml"), Vocabularies.SOME);
    }

    private static String name(ConfigFile file, String function, Optional<String> environment) {
        return texts(file, function, environment)
                .getOrDefault("function-name", List.of(""))
                .get(0);
    }

    private static Map<String, List<String>> texts(ConfigFile file, String function, Optional<String> environment) {
        return texts(file.settings(function, environment));
    }

    private static Map<String, List<String>> texts(Settings settings) {
        List<String> all = Vocabularies.SOME.keys().stream().map(Key::name).toList();
        Map<String, List<String>> texts = new TreeMap<>();
        settings.values(all, Lookups.withoutAws(Map.of(), "")).forEach((key, value) -> texts.put(key, value.texts()));
        return texts;
    }
}
