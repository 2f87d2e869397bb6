package io.github.lambdaci.console;

import java.util.List;
import java.util.regex.Pattern;

/** Writes Markdown as GitHub reads it, of texts that mean nothing in it. */
final class Markdown {
    // What would begin markup within a line. A name such as deps_of_orders is none, as an underscore within a word is
    // not.
    private static final Pattern MARKUP = Pattern.compile("[\\\\`*<\\[\\]|&~#]|(?<!\\w)_|_(?!\\w)|@(?=\\w)");

    private final StringBuilder text = new StringBuilder();

    void heading(String heading) {
        text.append("## ").append(escaped(heading)).append("\n\n");
    }

    void paragraph(String paragraph) {
        text.append(escaped(paragraph)).append("\n\n");
    }

    /** Nothing if there are no rows. */
    void table(List<ReleaseWording.Detail> rows) {
        if (rows.isEmpty()) {
            return;
        }
        text.append("| | |\n|---|---|\n");
        rows.forEach(row -> text.append("| ")
                .append(escaped(row.subject()))
                .append(" | ")
                .append(escaped(row.text()))
                .append(" |\n"));
        text.append('\n');
    }

    /** What is to be read and copied as it is. */
    void list(List<String> items) {
        items.forEach(item -> text.append("* ").append(code(item)).append('\n'));
        text.append('\n');
    }

    void command(String what, String command) {
        text.append(escaped(what)).append(' ').append(code(command)).append("\n\n");
    }

    /** Lines as they are. */
    void block(List<String> lines) {
        String longest = longestRun(String.join("\n", lines), '`');
        String fence = longest.length() < 3 ? "```" : longest + "`";
        text.append(fence).append("text\n");
        lines.forEach(line -> text.append(StageLines.visible(line)).append('\n'));
        text.append(fence).append("\n\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String plain) {
        return MARKUP.matcher(StageLines.visible(plain).replace(" -> ", " \u2192 "))
                .replaceAll("\\\\$0");
    }

    private static String code(String plain) {
        String visible = StageLines.visible(plain);
        String fence = longestRun(visible, '`') + "`";
        return fence.length() == 1 ? "`" + visible + "`" : fence + " " + visible + " " + fence;
    }

    private static String longestRun(String of, char character) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < of.length(); i++) {
            run = of.charAt(i) == character ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return String.valueOf(character).repeat(longest);
    }
}
