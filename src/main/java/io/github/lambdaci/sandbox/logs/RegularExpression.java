package io.github.lambdaci.sandbox.logs;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression between percent signs, of the characters that CloudWatch Logs allows in one. */
record RegularExpression(Pattern pattern) {
    private static final Pattern FORM = Pattern.compile("%((?:[a-zA-Z0-9:_#=@/;,\\-^$?\\[\\]{}|*+.]|\\\\.)+)%");

    static RegularExpression parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw LogErrors.invalid("Invalid regular expression in filter pattern");
        }
        try {
            return new RegularExpression(Pattern.compile(matcher.group(1)));
        } catch (PatternSyntaxException e) {
            throw LogErrors.invalid("Invalid regular expression in filter pattern");
        }
    }

    boolean isFoundIn(String text) {
        return pattern.matcher(text).find();
    }
}
