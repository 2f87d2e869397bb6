package io.github.lambdaci.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority that nobody trusts yet, and a certificate of it for this machine's loopback.
 *
 * @param folder where its files are
 */
public record TestAuthority(Path folder) {
    private static final String PASSWORD = "changeit";

    /** Makes one with the JDK's keytool. */
    public static TestAuthority in(Path parent) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory(parent, "authority");
        keytool(
                folder,
                "-genkeypair",
                "-alias",
                "ca",
                "-dname",
                "CN=Test CA",
                "-ext",
                "bc:c",
                "-ext",
                "ku:c=keyCertSign");
        keytool(folder, "-genkeypair", "-alias", "server", "-dname", "CN=127.0.0.1");
        keytool(folder, "-certreq", "-alias", "server", "-file", "server.csr");
        keytool(
                folder,
                "-gencert",
                "-rfc",
                "-alias",
                "ca",
                "-infile",
                "server.csr",
                "-outfile",
                "server.pem",
                "-ext",
                "san=ip:127.0.0.1",
                "-ext",
                "eku=serverAuth");
        keytool(folder, "-importcert", "-alias", "server", "-file", "server.pem");
        keytool(folder, "-exportcert", "-rfc", "-alias", "ca", "-file", "ca.pem");
        return new TestAuthority(folder);
    }

    private static void keytool(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", "keys.p12", "-storepass", PASSWORD, "-noprompt"));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30"));
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }

    /** Its own certificate. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** What a server on the loopback needs. */
    public SSLContext serverContext() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("keys.p12"))) {
            keys.load(in, PASSWORD.toCharArray());
        }
        keys.deleteEntry("ca");
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Objects.requireNonNull(factory.getKeyManagers()), null, null);
        return context;
    }
}
