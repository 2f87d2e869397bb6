package io.github.lambdaci.notification;

import io.github.lambdaci.failure.ProjectException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A topic of Amazon SNS.
 *
 * @param arn its ARN
 * @param region the region that is part of it
 * @param account the account that is part of it
 */
public record TopicArn(String arn, String region, String account) {
    private static final Pattern FORM = Pattern.compile(
            "arn:aws[a-z-]*:sns:(?<region>[a-z0-9-]+):(?<account>\\d{12}):[A-Za-z0-9_-]{1,256}(?:\\.fifo)?");

    /**
     * Reads an ARN.
     *
     * @throws ProjectException if it is no topic's
     */
    public static TopicArn of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProjectException(
                    "'" + text + "' is not the ARN of an SNS topic",
                    "as in arn:aws:sns:eu-west-1:123456789012:releases");
        }
        return new TopicArn(text, matcher.group("region"), matcher.group("account"));
    }

    /** The last part of the ARN. */
    public String name() {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    /** Whether it keeps its messages in their order, and wants to know which belong together. */
    public boolean isFifo() {
        return arn.endsWith(".fifo");
    }

    @Override
    public String toString() {
        return arn;
    }
}
