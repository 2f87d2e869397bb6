package io.github.lambdaci.notification;

import io.github.lambdaci.failure.ProjectException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the address of a webhook is kept; the address itself is a secret, as whoever has it can write there.
 *
 * @param kind the kind of place
 * @param name its name there
 */
public record WebhookAddress(Kind kind, String name) {
    /** A parameter's name is a name or a path. */
    private static final Pattern FORM =
            Pattern.compile("(?:env:(?<variable>[A-Za-z_][A-Za-z0-9_]*)" + "|ssm:(?<parameter>[A-Za-z0-9_./-]+))");

    /** Where secrets are kept. */
    public enum Kind {
        /** A variable of the environment. */
        VARIABLE,
        /** A parameter of AWS Systems Manager. */
        PARAMETER
    }

    /**
     * Reads a reference, as in {@code env:SLACK_WEBHOOK} or {@code ssm:/ci/slack}.
     *
     * @throws ProjectException if it is none; the message does not repeat what may be the secret itself
     */
    public static WebhookAddress of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProjectException(
                    text.contains("://")
                            ? "the address of a webhook is a secret, and a command line is read by others"
                            : "it does not say where the webhook's address is kept",
                    "put the address into an environment variable and name that, as in --notify-webhook"
                            + " env:SLACK_WEBHOOK, or into a parameter of Systems Manager, as in --notify-webhook"
                            + " ssm:/ci/slack-webhook");
        }
        return matcher.group("variable") != null
                ? new WebhookAddress(Kind.VARIABLE, matcher.group("variable"))
                : new WebhookAddress(Kind.PARAMETER, matcher.group("parameter"));
    }

    /** As it is written on a command line. */
    @Override
    public String toString() {
        return (kind == Kind.VARIABLE ? "env:" : "ssm:") + name;
    }
}
