package io.github.lambdaci.aws;

import io.github.lambdaci.failure.ProjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** The certificates that the JDK trusts and those of a PEM file, such as a company's own. */
final class CaBundle {
    /** Taken out one by one, because bundles have comments between the certificates. */
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    private CaBundle() {}

    /**
     * Trusts the PEM file besides what the JDK trusts.
     *
     * @throws ProjectException if the file does not exist or has no certificates
     */
    static TrustManager[] trustManagers(Path pem) {
        List<Certificate> trusted = certificates(pem);
        try {
            trusted.addAll(trustedByJdk());
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < trusted.size(); i++) {
                store.setCertificateEntry("certificate-" + i, trusted.get(i));
            }
            return managersOf(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every Java platform can keep certificates in memory", e);
        }
    }

    private static List<Certificate> certificates(Path pem) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<Certificate> certificates = new ArrayList<>();
            Matcher matcher = CERTIFICATE.matcher(Files.readString(pem, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                byte[] block = matcher.group().getBytes(StandardCharsets.ISO_8859_1);
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(block)));
            }
            if (certificates.isEmpty()) {
                throw unusable(pem, "has no certificate in PEM form", null);
            }
            return certificates;
        } catch (CertificateException e) {
            throw unusable(pem, "has a certificate that cannot be read", e);
        } catch (IOException e) {
            throw unusable(pem, Files.exists(pem) ? "cannot be read" : "does not exist", e);
        }
    }

    private static ProjectException unusable(Path pem, String problem, @Nullable Exception e) {
        return new ProjectException(
                "the CA bundle " + pem + " " + problem,
                "let AWS_CA_BUNDLE, or ca_bundle in the AWS profile, name a PEM file with the certificates to trust, or"
                        + " remove it",
                e);
    }

    private static List<Certificate> trustedByJdk() throws GeneralSecurityException {
        List<Certificate> certificates = new ArrayList<>();
        for (TrustManager manager : managersOf(null)) {
            if (manager instanceof X509TrustManager x509) {
                certificates.addAll(List.of(x509.getAcceptedIssuers()));
            }
        }
        return certificates;
    }

    private static TrustManager[] managersOf(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
