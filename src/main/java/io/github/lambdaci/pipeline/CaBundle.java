package io.github.lambdaci.pipeline;

import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that a build trusts beside the public authorities, as behind a proxy that opens TLS.
 *
 * @param certificates at least one
 */
public record CaBundle(List<X509Certificate> certificates) {
    /** All but Node.js's own replace what the tool trusts otherwise, so they are given the public authorities too. */
    private static final List<String> VARIABLES = List.of(
            "PIP_CERT",
            "REQUESTS_CA_BUNDLE",
            "SSL_CERT_FILE",
            "CURL_CA_BUNDLE",
            "GIT_SSL_CAINFO",
            "NODE_EXTRA_CA_CERTS",
            "npm_config_cafile");

    /**
     * Reads a file of certificates.
     *
     * @throws ProjectException if it cannot be read or holds none
     */
    public static CaBundle read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (!read.isEmpty()) {
                return new CaBundle(
                        read.stream().map(X509Certificate.class::cast).toList());
            }
            throw unusable(file, "it holds no certificate", null);
        } catch (CertificateException e) {
            throw unusable(file, "it holds something else than certificates", e);
        } catch (IOException e) {
            throw unusable(file, Files.exists(file) ? "it cannot be read" : "it does not exist", e);
        }
    }

    private static ProjectException unusable(Path file, String why, @Nullable Exception cause) {
        return new ProjectException(
                "the CA bundle '" + file + "' cannot be used: " + why,
                "give a file with certificates in PEM format: --build-ca-bundle FILE",
                cause);
    }

    /** These certificates and those of the public authorities that this Java trusts, in PEM format. */
    public byte[] withPublicAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            Stream<X509Certificate> trusted = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .flatMap(manager -> Arrays.stream(((X509TrustManager) manager).getAcceptedIssuers()));
            List<String> pems = new ArrayList<>();
            for (X509Certificate certificate : Stream.concat(certificates.stream(), trusted)
                    .collect(Collectors.toCollection(LinkedHashSet::new))) {
                pems.add(pem(certificate));
            }
            return String.join("", pems).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform can read its own certificates", e);
        }
    }

    private static String pem(X509Certificate certificate) throws CertificateException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    /** The variables that make package managers, and what they call, trust a file. */
    public static Map<String, String> variables(String file) {
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLES.forEach(name -> variables.put(name, file));
        return variables;
    }
}
