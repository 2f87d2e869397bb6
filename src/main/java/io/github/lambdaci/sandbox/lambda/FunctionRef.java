package io.github.lambdaci.sandbox.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function as a caller names it: in a region, perhaps one version or alias of it. */
record FunctionRef(String account, String region, String name, Optional<String> qualifier) {
    static final String LATEST = "$LATEST";

    private static final Pattern FORM = Pattern.compile(
            "(?:arn:aws[a-zA-Z-]*:lambda:(?<region>[a-z0-9-]+):)?"
                    + "(?:(?<account>\\d{12}):)?(?:function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>\\$LATEST|[a-zA-Z0-9-_]+))?");
    private static final int LONGEST = 64;

    /** Reads a name, a partial or a full ARN, with a qualifier of its own or from the query. */
    static FunctionRef parse(String text, Optional<String> qualifier, String account, String region) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group("name").length() > LONGEST) {
            throw LambdaErrors.validation(
                    text,
                    "functionName",
                    "satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}(-gov)?-[a-z]+-\\d{1}:)?"
                            + "(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?");
        }
        Optional<String> own = Optional.ofNullable(form.group("qualifier"));
        if (own.isPresent() && qualifier.isPresent() && !own.equals(qualifier)) {
            throw LambdaErrors.invalid(
                    "The derived qualifier from the function name does not match the specified qualifier.");
        }
        return new FunctionRef(
                Optional.ofNullable(form.group("account")).orElse(account),
                Optional.ofNullable(form.group("region")).orElse(region),
                form.group("name"),
                qualifier.or(() -> own));
    }

    String unqualifiedArn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + name;
    }

    String arn() {
        return unqualifiedArn() + qualifier.map(value -> ":" + value).orElse("");
    }

    FunctionRef unqualified() {
        return new FunctionRef(account, region, name, Optional.empty());
    }

    FunctionRef qualified(String value) {
        return new FunctionRef(account, region, name, Optional.of(value));
    }
}
