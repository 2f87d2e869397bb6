package io.github.lambdaci.account;

import io.github.lambdaci.failure.ProjectException;
import java.util.regex.Pattern;

/**
 * A role of IAM that is assumed.
 *
 * @param text its ARN
 */
public record RoleArn(String text) {
    /** Source: "IAM identifiers" in the IAM user guide. */
    private static final Pattern FORM = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

    /**
     * Reads an ARN.
     *
     * @throws ProjectException if it is none of a role
     */
    public static RoleArn of(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new ProjectException(
                    "'" + text + "' is not the ARN of a role", "as in arn:aws:iam::123456789012:role/release");
        }
        return new RoleArn(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
