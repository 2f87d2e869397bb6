package io.github.lambdaci.aws;

import io.github.lambdaci.concurrent.Background;
import java.math.BigDecimal;
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
        Background.begin("loading decimals", () -> BigDecimal.ONE.signum());
        Background.begin("loading names of months", () -> DateUtils.parseRfc822Date("Thu, 01 Jan 1970 00:00:00 GMT"));
    }
}
