package io.github.lambdaci.cli;

import io.github.lambdaci.failure.ProjectException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/** Checks names in AWS before anything is asked of it: a wrong one would fail later, and less clearly. */
final class Names {
    private Names() {}

    private static String check(String value, String what, Pattern form, String rule) {
        if (!form.matcher(value).matches()) {
            throw new ProjectException("'" + value + "' is not " + what, rule);
        }
        return value;
    }

    /** Source: "Bucket naming rules" in the S3 user guide. */
    static final class Bucket implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

        @Override
        public String convert(String value) {
            return check(value, "the name of a bucket", FORM, "3 to 63 lower-case letters, digits, dots and hyphens");
        }
    }

    /** Source: CreateFunction in the Lambda API reference. */
    static final class Function implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9-_]{1,64}");

        @Override
        public String convert(String value) {
            String rule = value.startsWith("arn:")
                    ? "give the function's name instead of its ARN: it is part of the keys in S3"
                    : "1 to 64 letters, digits, hyphens and underscores";
            return check(value, "the name of a function", FORM, rule);
        }
    }

    /** Source: CreateAlias in the Lambda API reference. */
    static final class Alias implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("(?![0-9]+$)[a-zA-Z0-9-_]{1,128}");

        @Override
        public String convert(String value) {
            if (value.equals("package")) {
                throw new ProjectException(
                        "the alias 'package' would keep its state where the cached package.json is kept",
                        "choose another name: --function-alias-name NAME");
            }
            return check(
                    value,
                    "the name of an alias",
                    FORM,
                    "1 to 128 letters, digits, hyphens and underscores, and not just digits");
        }
    }

    /** Source: Invoke in the Lambda API reference. */
    static final class Qualifier implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("\\$LATEST|[a-zA-Z0-9-_]{1,128}");

        @Override
        public String convert(String value) {
            return check(
                    value,
                    "a version or an alias",
                    FORM,
                    "a version's number, an alias's name, or '$LATEST' in single quotes, without which the shell takes it"
                            + " for a variable");
        }
    }

    /** Source: PublishLayerVersion in the Lambda API reference. */
    static final class Layer implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9-_]{1,140}");

        @Override
        public String convert(String value) {
            return check(value, "the name of a layer", FORM, "1 to 140 letters, digits, hyphens and underscores");
        }
    }

    /** Source: "AWS Regions" in the AWS Regions and Availability Zones user guide. */
    static final class Region implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");

        @Override
        public String convert(String value) {
            return check(value, "a region of AWS", FORM, "as in eu-west-1");
        }
    }
}
