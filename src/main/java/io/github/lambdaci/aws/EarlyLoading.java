package io.github.lambdaci.aws;

import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.concurrent.Background;
import java.math.BigDecimal;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.utils.DateUtils;

/**
 * Loads parts of the JDK that every run needs and that take 5 to 40 milliseconds each, in a thread that nobody waits for, while
 * nothing else can be done but to read the command line, which more threads would delay: what is sent is hashed and signed,
 * Jackson's parser makes decimals, for which JDK 25 raises five to the 32,768th power, and dates in S3's headers have names of
 * months and days, which the JDK reads from its locales.
 */
public final class EarlyLoading {
    private EarlyLoading() {}

    /** Begins, and returns at once. */
    public static void begin() {
        Background.begin("loading what is needed soon", () -> {
            loadSignatures();
            BigDecimal.ONE.signum();
            DateUtils.parseRfc822Date("Thu, 01 Jan 1970 00:00:00 GMT");
        });
    }

    private static void loadSignatures() {
        Sha256.newDigest();
        try {
            Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            // Whoever has to sign something is told.
            LoggerFactory.getLogger(EarlyLoading.class).debug("nothing can be signed", e);
        }
    }
}
