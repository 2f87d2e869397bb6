package io.github.lambdaci.aws;

import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Makes the HTTP clients of clients that the SDK makes by itself, such as the one that asks STS for a role's
 * credentials: they must trust what lambda-ci's own clients trust, and the SDK has no other place to say so.
 */
public final class TrustingHttpService implements SdkHttpService {
    private static final AtomicReference<TrustManager @Nullable []> TRUSTED = new AtomicReference<>();

    /** Called by the SDK. */
    public TrustingHttpService() {}

    /** Lets every HTTP client that the SDK makes from now on trust these. */
    static void trust(TrustManager[] trusted) {
        TRUSTED.set(trusted.clone());
        System.setProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property(), TrustingHttpService.class.getName());
    }

    @Override
    public SdkHttpClient.Builder<UrlConnectionHttpClient.Builder> createHttpClientBuilder() {
        return UrlConnectionHttpClient.builder().tlsTrustManagersProvider(TRUSTED::get);
    }
}
