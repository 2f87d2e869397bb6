package io.github.lambdaci.packages;

/** Takes out of Python's source text what is only told to people. */
final class PythonText {
    private final String text;
    private final StringBuilder code = new StringBuilder();
    private int position;

    private PythonText(String text) {
        this.text = text;
    }

    /** The text without comments and without strings in triple quotes, which are documentation. */
    static String code(String text) {
        return new PythonText(text).code();
    }

    private String code() {
        while (position < text.length()) {
            char next = text.charAt(position);
            if (next == '#') {
                skipTo(endOf("\n", position));
            } else if (text.startsWith("\"\"\"", position) || text.startsWith("'''", position)) {
                skipTo(afterTripleQuotes(text.substring(position, position + 3)));
            } else if (next == '"' || next == '\'') {
                copyString(next);
            } else {
                code.append(next);
                position++;
            }
        }
        return code.toString();
    }

    private void skipTo(int end) {
        position = end;
    }

    private int endOf(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found;
    }

    private int afterTripleQuotes(String quotes) {
        int end = position + 3;
        while (end < text.length() && !text.startsWith(quotes, end)) {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 3, text.length());
    }

    /** A string ends at its quote, or at the end of the line at the latest: a mistake here must not hide code. */
    private void copyString(char quote) {
        int end = position + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, text.length());
        code.append(text, position, end);
        position = end;
    }
}
