package io.github.lambdaci.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text with lookups in it, as in {@code artifacts-${env:STAGE:-dev}}; <code>$${</code> is <code>${</code> itself.
 *
 * @param written as the file has it
 * @param place where
 * @param pieces literal texts and lookups, in their order
 */
record Template(String written, Place place, List<Piece> pieces) {
    private static final Pattern LOOKUP = Pattern.compile(
            "(?<kind>[a-zA-Z]+)(?:\\((?<region>[^)]*)\\))?:(?<name>.*?)(?::-(?<fallback>.*))?", Pattern.DOTALL);

    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d+");

    private static final String FORMS = "write ${env:NAME}, ${ssm:/path}, ${secret:name}, ${secret:name#key} or"
            + " ${cfn:Stack.Output}\n${ssm(eu-west-1):/path} is for another region, ${env:NAME:-default} for what may not"
            + " be there, $${ for the characters themselves";

    /** A part of a text. */
    sealed interface Piece {}

    /** What stands there. */
    record Literal(String text) implements Piece {}

    /** What stands elsewhere. */
    record Reference(Lookup lookup) implements Piece {}

    /** Reads a text. */
    static Template of(String text, Place place) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        int position = 0;
        while (position < text.length()) {
            if (text.startsWith("$${", position)) {
                literal.append("${");
                position += 3;
            } else if (text.startsWith("${", position)) {
                int end = text.indexOf('}', position);
                pieces.add(new Literal(literal.toString()));
                literal.setLength(0);
                pieces.add(new Reference(lookup(end < 0 ? "" : text.substring(position + 2, end), text, place)));
                position = end + 1;
            } else {
                literal.append(text.charAt(position));
                position++;
            }
        }
        pieces.add(new Literal(literal.toString()));
        return new Template(text, place, List.copyOf(pieces));
    }

    private static Lookup lookup(String inner, String text, Place place) {
        Matcher matcher = LOOKUP.matcher(inner);
        if (!matcher.matches() || inner.contains("${")) {
            throw place.refuses("'" + text + "' has a ${ that begins no lookup", FORMS);
        }
        Lookup.Kind kind = kind(matcher.group("kind"), place);
        Optional<String> region = Optional.ofNullable(matcher.group("region"));
        region.filter(id -> !REGION.matcher(id).matches()).ifPresent(id -> {
            throw place.refuses("'" + id + "' is no region", "write it as in ${ssm(eu-west-1):/path}");
        });
        if (kind == Lookup.Kind.ENV && region.isPresent()) {
            throw place.refuses("an environment variable has no region", "write ${env:" + matcher.group("name") + "}");
        }
        return named(kind, region, matcher, place);
    }

    private static Lookup named(Lookup.Kind kind, Optional<String> region, Matcher matcher, Place place) {
        String name = matcher.group("name");
        // A stack's name has no dot, a secret's no '#'.
        String separator = kind == Lookup.Kind.CFN ? "." : kind == Lookup.Kind.SECRET ? "#" : "";
        int split = separator.isEmpty() ? -1 : name.indexOf(separator);
        Optional<String> part = split < 0 ? Optional.empty() : Optional.of(name.substring(split + 1));
        String whole = split < 0 ? name : name.substring(0, split);
        if (whole.isBlank()
                || part.filter(String::isBlank).isPresent()
                || (kind == Lookup.Kind.CFN && part.isEmpty())) {
            throw place.refuses("'" + matcher.group() + "' does not say what to look up", FORMS);
        }
        return new Lookup(new Lookup.Source(kind, whole, region), part, Optional.ofNullable(matcher.group("fallback")));
    }

    private static Lookup.Kind kind(String word, Place place) {
        return Arrays.stream(Lookup.Kind.values())
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> known = Arrays.stream(Lookup.Kind.values())
                            .map(Lookup.Kind::word)
                            .toList();
                    String meant = Vocabulary.nearest(word, known)
                            .map(kind -> "did you mean '" + kind + "'?\n")
                            .orElse("");
                    return place.refuses("nothing can be looked up in '" + word + "'", meant + FORMS);
                });
    }

    /** What has to be looked up for it. */
    Stream<Lookup> lookups() {
        return pieces.stream()
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .map(Reference::lookup);
    }

    boolean isLiteral() {
        return lookups().findAny().isEmpty();
    }

    /** The text with what was found. */
    String with(Function<Lookup, String> found) {
        return pieces.stream()
                .map(piece -> piece instanceof Reference reference
                        ? found.apply(reference.lookup())
                        : ((Literal) piece).text())
                .collect(Collectors.joining());
    }
}
