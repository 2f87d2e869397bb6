package io.github.lambdaci.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A value that a file does not hold, but says where to find: {@code ${ssm(eu-west-1):/path:-default}}.
 *
 * @param source where it is
 * @param part what is wanted of it, if not all: a key of a secret, an output of a stack
 * @param fallback what to take if there is none
 */
public record Lookup(Source source, Optional<String> part, Optional<String> fallback) {
    /** Who knows values. */
    public enum Kind {
        /** This machine's environment. */
        ENV,
        /** The Parameter Store of AWS Systems Manager. */
        SSM,
        /** AWS Secrets Manager. */
        SECRET,
        /** The outputs of a CloudFormation stack. */
        CFN;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is asked for, once for all who want something of it.
     *
     * @param kind who knows it
     * @param name what it is called there
     * @param region the region, if not that of the function
     */
    public record Source(Kind kind, String name, Optional<String> region) {
        /** Whether AWS is asked for it. */
        boolean isInAws() {
            return kind != Kind.ENV;
        }

        @Override
        public String toString() {
            String where = region.map(id -> " in " + id).orElse("");
            return switch (kind) {
                case ENV -> "environment variable " + name;
                case SSM -> "parameter '" + name + "'" + where;
                case SECRET -> "secret '" + name + "'" + where;
                case CFN -> "stack '" + name + "'" + where;
            };
        }
    }

    /** As it is called in messages. */
    @Override
    public String toString() {
        return switch (source.kind()) {
            case SECRET -> part.map(key -> "key '" + key + "' of " + source).orElse(source.toString());
            case CFN -> "output '" + part.orElse("") + "' of " + source;
            default -> source.toString();
        };
    }
}
