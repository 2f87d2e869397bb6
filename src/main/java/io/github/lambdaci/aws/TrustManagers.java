package io.github.lambdaci.aws;

import io.github.lambdaci.build.CaBundle;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Trust managers for the certificates of a PEM file besides those that the JDK trusts. */
final class TrustManagers {
    private TrustManagers() {}

    /**
     * Trusts the PEM file besides what the JDK trusts.
     *
     * @throws ProjectException if the file does not exist or has no certificates
     */
    static TrustManager[] of(Path pem) {
        CaBundle bundle = CaBundle.read(pem);
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate certificate : bundle.trusted()) {
                store.setCertificateEntry("certificate-" + store.size(), certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform can keep certificates in memory", e);
        }
    }
}
