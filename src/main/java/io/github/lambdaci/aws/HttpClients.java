package io.github.lambdaci.aws;

import io.github.lambdaci.aws.http.EarlyHttpClient;
import io.github.lambdaci.concurrent.Once;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** Makes HTTP clients that trust what the user trusts, and go through a proxy where there is one. */
final class HttpClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Both together are less than a run waits for its notifications. */
    private static final Duration HASTE = Duration.ofSeconds(2);

    private final TrustManager[] trusted;
    private final boolean proxied;
    private final Once<SSLSocketFactory> encryption = new Once<>(this::newEncryption);

    private HttpClients(Optional<Path> caBundle, boolean proxied) {
        Optional<TrustManager[]> own = caBundle.map(TrustManagers::of);
        own.ifPresent(TrustingHttpService::trust);
        this.trusted = own.orElseGet(JdkTrust::managers);
        this.proxied = proxied;
    }

    /** For AWS, and for whatever else is reached as the environment says. */
    static HttpClients ofUser(AwsSettings settings) {
        return new HttpClients(caBundle(settings), isProxyNamed());
    }

    /** For a server on this machine, where the environment's proxy does not lead. */
    static HttpClients ofSandbox(AwsSettings settings) {
        return new HttpClients(settings.caBundle(), false);
    }

    /** The certificates that are to be trusted besides the JDK's, by the environment or the profile. */
    private static Optional<Path> caBundle(AwsSettings settings) {
        // A profile that was named must exist, even where the environment has everything that is needed.
        var profile = Profiles.find(settings);
        return settings.caBundle()
                .or(() -> profile.flatMap(found -> found.property("ca_bundle")).map(Path::of));
    }

    private static boolean isProxyNamed() {
        return Stream.of("http", "https")
                .anyMatch(scheme ->
                        ProxyConfiguration.builder().scheme(scheme).build().host() != null);
    }

    /** One that waits so long for each piece of an answer. */
    SdkHttpClient patient(Duration silence) {
        return client(CONNECT_TIMEOUT, silence);
    }

    /** For what must not hold up a run: gives up within seconds. */
    SdkHttpClient hasty() {
        return client(HASTE, HASTE);
    }

    private SdkHttpClient client(Duration connecting, Duration silence) {
        if (!proxied) {
            return new EarlyHttpClient(connecting, silence, encryption::get);
        }
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(connecting)
                .socketTimeout(silence)
                .tlsTrustManagersProvider(() -> trusted)
                .build();
    }

    private SSLSocketFactory newEncryption() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trusted, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
