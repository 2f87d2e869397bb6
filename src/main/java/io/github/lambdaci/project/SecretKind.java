package io.github.lambdaci.project;

import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of secret that can be told from its form alone.
 *
 * @param name what it is called
 * @param markers what a text with one contains at least one of, and which is fast to look for
 * @param form its form, with a part of it that is random as the group {@code random}
 */
record SecretKind(String name, List<String> markers, Pattern form) {
    /** Placeholders, as in {@code ghp_xxxxxxxx}, have less. */
    private static final int DISTINCT_CHARACTERS = 10;

    /** RFC 7468, OpenSSH and OpenPGP. */
    private static final String BEGIN = "-----BEGIN (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----";

    /** Line ends, also as strings in JSON and programs have them, and the headers of RFC 1421. */
    private static final String BETWEEN = "(?:\\\\[rn]|[\\s\"'`+,\\\\]|[A-Za-z-]{4,20}: [^\\n\\\\]*){0,200}+";

    private static final String BODY = BETWEEN + "(?<random>[A-Za-z0-9+/]{32})";

    /** "Understanding unique ID prefixes" in the IAM user guide; its examples end with EXAMPLE. */
    private static final String ACCESS_KEY = "\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b(?<!EXAMPLE)";

    private static final String SECRET_KEY = "(?<![A-Za-z0-9/+=])(?=[A-Za-z0-9/+]*[A-Z])(?![0-9A-F]{40})"
            + "(?<random>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])";

    /** Forms of tokens are from the documentation of the services. */
    static final List<SecretKind> ALL = List.of(
            new SecretKind(
                    "Google service account key",
                    List.of("\"service_account\""),
                    Pattern.compile("\"private_key\"\\s*:\\s*\"" + BEGIN + BODY)),
            new SecretKind("private key", List.of("PRIVATE KEY"), Pattern.compile(BEGIN + BODY)),
            new SecretKind(
                    "PuTTY private key",
                    List.of("PuTTY-User-Key-File-"),
                    Pattern.compile("PuTTY-User-Key-File-\\d: (?<random>\\S+\\R.{10})", Pattern.DOTALL)),
            new SecretKind(
                    "AWS access key with its secret",
                    List.of("AKIA", "ASIA"),
                    Pattern.compile(ACCESS_KEY + "(?s:.{1,200}?)" + SECRET_KEY)),
            token("GitHub token", List.of("ghp_", "gho_", "ghu_", "ghs_", "ghr_"), "[A-Za-z0-9]{36,255}"),
            token("GitHub token", List.of("github_pat_"), "[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
            token(
                    "GitLab token",
                    List.of("glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glsoat-", "glagent-"),
                    "(?=[A-Za-z_-]*\\d)[\\w-]{20,}"),
            token(
                    "Slack token",
                    List.of("xoxa-", "xoxb-", "xoxe-", "xoxe.xoxp-", "xoxo-", "xoxp-", "xoxr-", "xoxs-", "xapp-"),
                    "(?=[A-Za-z-]*\\d)[A-Za-z0-9-]{24,}"),
            token("Slack webhook", List.of("hooks.slack.com/services/"), "T\\w{8,}/B\\w{8,}/\\w{20,}"),
            token("npm token", List.of("npm_"), "[A-Za-z0-9]{36}"),
            token("PyPI token", List.of("pypi-AgE"), "[\\w-]{50,}"),
            token("Stripe key", List.of("sk_live_", "rk_live_"), "[A-Za-z0-9]{20,}"));

    private static SecretKind token(String name, List<String> prefixes, String rest) {
        String prefix =
                "(?:" + String.join("|", prefixes.stream().map(Pattern::quote).toList()) + ")";
        Pattern form = Pattern.compile("(?<![A-Za-z0-9_])" + prefix + "(?<random>" + rest + ")(?![A-Za-z0-9_])");
        return new SecretKind(name, prefixes, form);
    }

    /** The line of a text on which the first one is. */
    OptionalInt lineIn(String text) {
        if (markers.stream().noneMatch(text::contains)) {
            return OptionalInt.empty();
        }
        Matcher matcher = form.matcher(text);
        while (matcher.find()) {
            if (matcher.group("random").chars().distinct().count() >= DISTINCT_CHARACTERS) {
                String before = text.substring(0, matcher.start());
                return OptionalInt.of(
                        1 + (int) before.chars().filter(one -> one == '\n').count());
            }
        }
        return OptionalInt.empty();
    }
}
