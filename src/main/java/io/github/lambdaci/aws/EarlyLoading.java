package io.github.lambdaci.aws;

import java.math.BigDecimal;
import java.util.stream.Stream;
import software.amazon.awssdk.utils.DateUtils;

/**
 * Loads parts of the JDK that the first answer of AWS needs and that take 30 milliseconds and more each, in threads that nobody
 * waits for, while nothing else can be done: Jackson's parser makes decimals, for which JDK 25 raises five to the 32,768th power,
 * and dates in S3's headers have names of months and days, which the JDK reads from its locales.
 */
public final class EarlyLoading {
    private EarlyLoading() {}

    /** Begins, and returns at once. */
    public static void begin() {
        Stream.<Runnable>of(
                        () -> BigDecimal.ONE.signum(), () -> DateUtils.parseRfc822Date("Thu, 01 Jan 1970 00:00:00 GMT"))
                .forEach(loading -> {
                    Thread thread = new Thread(loading, "lambda-ci loading");
                    thread.setDaemon(true);
                    thread.start();
                });
    }
}
