package io.github.lambdaci.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.testing.RecordingLog;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkSystemSetting;

final class TrustManagersTests {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> properties = new HashSet<>(Set.of(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property()));

    /** Properties, and the HTTP service that one of them names, are for the whole JVM. */
    @AfterEach
    void clearProperties() {
        properties.forEach(System::clearProperty);
    }

    private void set(String property, String value) {
        properties.add(property);
        System.setProperty(property, value);
    }

    private KeyStore selfSigned() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private Path bundle(KeyStore store) throws Exception {
        String pem = "# our company's proxy - do not edit -\n-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(store.getCertificate("server").getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        return Files.writeString(folder.resolve("bundle.pem"), pem);
    }

    private HttpsServer serve(KeyStore store) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Optional<byte[]> read(HttpsServer server, Optional<Path> caBundle) {
        return read("127.0.0.1", server, caBundle);
    }

    private static Optional<byte[]> read(String host, HttpsServer server, Optional<Path> caBundle) {
        URI endpoint = URI.create("https://" + host + ":" + server.getAddress().getPort());
        AwsSettings settings = new AwsSettings(
                Optional.empty(),
                Optional.of(endpoint),
                Optional.of("eu-west-1"),
                caBundle,
                "0-test",
                Optional.empty());
        try (AwsClients clients = new AwsClients(settings)) {
            return new S3ArtifactStore(clients, new RecordingLog()).read(new ArtifactKey("bucket", "key"));
        }
    }

    @Test
    void serverIsTrustedOnlyWithItsBundle() throws Exception {
        KeyStore store = selfSigned();
        HttpsServer server = serve(store);
        try {
            assertThatThrownBy(() -> read(server, Optional.empty()))
                    .isInstanceOfSatisfying(
                            AwsException.class, e -> assertThat(e.hint()).contains("AWS_CA_BUNDLE"));
            assertThat(read(server, Optional.of(bundle(store)))).hasValue(new byte[] {'o', 'k'});
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        KeyStore store = selfSigned();
        HttpsServer server = serve(store);
        try {
            assertThatThrownBy(() -> read("localhost", server, Optional.of(bundle(store))))
                    .isInstanceOf(AwsException.class)
                    .hasMessageContaining("localhost");
            assertThat(requests).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void whatTheJdkTrustsIsStillTrusted() throws Exception {
        X509TrustManager trusted = (X509TrustManager) TrustManagers.of(bundle(selfSigned()))[0];

        assertThat(trusted.getAcceptedIssuers()).hasSizeGreaterThan(20);
    }

    @Test
    void clientsThatTheSdkMakesByItselfTrustTheBundleToo() throws Exception {
        KeyStore store = selfSigned();
        HttpsServer server = serve(store);
        Path config = Files.writeString(folder.resolve("config"), """
                [profile role]
                region = eu-west-1
                role_arn = arn:aws:iam::123456789012:role/deploy
                source_profile = keys
                [profile keys]
                aws_access_key_id = KEY
                aws_secret_access_key = s
                """);
        set("aws.configFile", config.toString());
        set("aws.endpointUrlSts", "https://127.0.0.1:" + server.getAddress().getPort());
        Map<String, String> environment = Map.of("AWS_CA_BUNDLE", bundle(store).toString());
        try (AwsClients clients = new AwsClients(AwsSettings.of(Optional.of("role"), environment, "0-test"))) {
            assertThatThrownBy(() ->
                            new S3ArtifactStore(clients, new RecordingLog()).read(new ArtifactKey("bucket", "key")))
                    .as("the server knows nothing of roles, but it was reached")
                    .isInstanceOf(AwsException.class);
            assertThat(requests).hasPositiveValue();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void bundleThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing.pem");

        assertThatThrownBy(() -> TrustManagers.of(missing))
                .isInstanceOfSatisfying(
                        ProjectException.class, e -> assertThat(e.hint()).contains("AWS_CA_BUNDLE"))
                .hasMessage("the CA bundle '" + missing + "' cannot be used: it does not exist");
    }

    @Test
    void bundleWithoutCertificatesIsRefused() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing here");

        assertThatThrownBy(() -> TrustManagers.of(empty))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("has no certificate");
    }

    @Test
    void bundleWithADamagedCertificateIsRefused() throws Exception {
        Path damaged = Files.writeString(
                folder.resolve("damaged.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        assertThatThrownBy(() -> TrustManagers.of(damaged))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("cannot be read");
    }
}
