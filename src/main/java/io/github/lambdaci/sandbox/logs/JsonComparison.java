package io.github.lambdaci.sandbox.logs;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Comparisons of a value of an event with one of a pattern. */
final class JsonComparison {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");

    private JsonComparison() {}

    /**
     * A comparison.
     *
     * @param operator one of {@code = != < > <= >=}
     * @param value as it stands in the pattern, with its quotes or percent signs
     */
    static Predicate<JsonNode> of(String operator, String value) {
        if (NUMBER.matcher(value).matches()) {
            return numeric(operator, new BigDecimal(value));
        }
        Predicate<JsonNode> equal = equal(value);
        return switch (operator) {
            case "=" -> equal;
            case "!=" -> equal.negate();
            default -> throw LogErrors.invalid("Invalid filter pattern: " + operator + " needs a number");
        };
    }

    private static Predicate<JsonNode> numeric(String operator, BigDecimal wanted) {
        return value -> {
            if (!value.isNumber()) {
                // A text that looks like the number is equal to it, and not more or less than it.
                boolean same = value.asText().equals(wanted.toPlainString());
                return operator.equals("!=") ? !same : operator.equals("=") && same;
            }
            int order = value.decimalValue().compareTo(wanted);
            return switch (operator) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case ">" -> order > 0;
                case "<=" -> order <= 0;
                default -> order >= 0;
            };
        };
    }

    private static Predicate<JsonNode> equal(String value) {
        if (value.startsWith("%")) {
            RegularExpression expression = RegularExpression.parse(value);
            return found -> expression.isFoundIn(found.asText());
        }
        String text =
                value.startsWith("\"") ? value.substring(1, value.length() - 1).replaceAll("\\\\(.)", "$1") : value;
        Pattern form = Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
        return found -> form.matcher(found.asText()).matches();
    }
}
