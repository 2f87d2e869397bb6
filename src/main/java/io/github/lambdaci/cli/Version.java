package io.github.lambdaci.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Tells lambda-ci's own version. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"lambda-ci " + number()};
    }

    static String number() {
        try (InputStream in = Version.class.getResourceAsStream("/io/github/lambdaci/version.properties")) {
            Properties properties = new Properties();
            properties.load(Objects.requireNonNull(in));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
