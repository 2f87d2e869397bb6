package io.github.lambdaci.aws;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** HTTP clients that go through the environment's proxy, and trust what the user trusts. */
final class HttpClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    /** Both together are less than a run waits for its notifications. */
    private static final Duration HASTE = Duration.ofSeconds(2);

    private HttpClients() {}

    /** The certificates that are to be trusted besides the JDK's, by the environment or the profile. */
    static Optional<Path> caBundle(AwsSettings settings) {
        // A profile that was named must exist, even where the environment has everything that is needed.
        var profile = Profiles.find(settings);
        return settings.caBundle()
                .or(() -> profile.flatMap(found -> found.property("ca_bundle")).map(Path::of));
    }

    static UrlConnectionHttpClient.Builder trusting(Optional<Path> caBundle) {
        DefaultSocketFactory.install();
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .tlsTrustManagersProvider(JdkTrust::managers);
        caBundle.map(TrustManagers::of).ifPresent(trusted -> {
            TrustingHttpService.trust(trusted);
            http.tlsTrustManagersProvider(() -> trusted);
        });
        return http;
    }

    /** For what must not hold up a run: gives up within seconds. */
    static SdkHttpClient hasty(AwsSettings settings) {
        return trusting(caBundle(settings))
                .connectionTimeout(HASTE)
                .socketTimeout(HASTE)
                .build();
    }
}
