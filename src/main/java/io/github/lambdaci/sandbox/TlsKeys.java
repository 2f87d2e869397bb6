package io.github.lambdaci.sandbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key store of keytool's, that the embedded AWS speaks TLS with. */
public final class TlsKeys {
    /** What keytool's documentation names for stores that keep no secrets. */
    private static final char[] PASSWORD = "changeit".toCharArray();

    private TlsKeys() {}

    /**
     * Reads a store.
     *
     * @throws IllegalArgumentException if it cannot be read, or is under another password
     */
    public static SSLContext read(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(new File(file.toString()), PASSWORD);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(keys.getKeyManagers(), null, null);
            return tls;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the keys in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
