package io.github.lambdaci.build;

import io.github.lambdaci.failure.ProjectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates that builds and calls of AWS trust beside the public authorities, as behind a proxy that opens TLS.
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

    /** Taken out one by one, because bundles have comments and keys between the certificates. */
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", Pattern.DOTALL);

    /**
     * Reads a PEM file.
     *
     * @throws ProjectException if it cannot be read or holds no certificate
     */
    public static CaBundle read(Path file) {
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            List<X509Certificate> certificates = new ArrayList<>();
            Matcher matcher = CERTIFICATE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
            while (matcher.find()) {
                byte[] block = matcher.group().getBytes(StandardCharsets.ISO_8859_1);
                certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
            }
            if (certificates.isEmpty()) {
                throw unusable(file, "it has no certificate in PEM format", null);
            }
            return new CaBundle(List.copyOf(certificates));
        } catch (CertificateException e) {
            throw unusable(file, "it has a certificate that cannot be read", e);
        } catch (IOException e) {
            throw unusable(file, Files.exists(file) ? "it cannot be read" : "it does not exist", e);
        }
    }

    private static ProjectException unusable(Path file, String why, @Nullable Exception cause) {
        return new ProjectException(
                "the CA bundle '" + file + "' cannot be used: " + why,
                "name a file with certificates in PEM format: --build-ca-bundle FILE for builds,"
                        + " AWS_CA_BUNDLE (or ca_bundle in the AWS profile) for calls of AWS",
                cause);
    }

    /** These certificates and those of the public authorities that this Java trusts. */
    public Set<X509Certificate> trusted() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            Set<X509Certificate> all = new LinkedHashSet<>(certificates);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    all.addAll(List.of(x509.getAcceptedIssuers()));
                }
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform can read its own certificates", e);
        }
    }

    /** All that is {@link #trusted}, in PEM format. */
    public byte[] withPublicAuthorities() {
        StringBuilder pems = new StringBuilder();
        trusted().forEach(certificate -> pems.append(pem(certificate)));
        return pems.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String pem(X509Certificate certificate) {
        try {
            String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    /** The variables that make package managers, and what they call, trust a file. */
    public static Map<String, String> variables(String file) {
        Map<String, String> variables = new LinkedHashMap<>();
        VARIABLES.forEach(name -> variables.put(name, file));
        return variables;
    }
}
