package io.github.lambdaci.console;

import io.github.lambdaci.pipeline.Stage;
import java.io.PrintStream;
import java.util.List;
import java.util.regex.Pattern;

/** Writes aligned lines, each with the stage that it belongs to. */
final class StageLines {
    /** Where the text of a line begins. */
    static final int INDENT = 9;

    /** Where the text of a detail begins, after two spaces. */
    static final int DETAIL = 14;

    private static final String RESET = "\u001b[0m";
    private static final String BOLD = "\u001b[1m";
    private static final String FAINT = "\u001b[2m";
    private static final String RED = "\u001b[31m";
    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String CYAN = "\u001b[36m";

    /** Escape sequences (ECMA-48) and other control characters, with which a tool's output could play tricks. */
    private static final Pattern CONTROL =
            Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b[@-_]|[\\p{Cntrl}&&[^\t]]");

    private final PrintStream out;
    private final Terminal terminal;
    private String stage = "";

    StageLines(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void stage(Stage next) {
        stage = next.title();
    }

    /** What is done is no stage of a release. */
    void stage(String title) {
        stage = title;
    }

    /** A line of the current stage. */
    void say(String text) {
        line(CYAN, stage, text);
    }

    /** A line that is not about a stage. */
    void say(String subject, String text) {
        line(CYAN, subject, text);
    }

    void warn(String text) {
        line(YELLOW, "warning", text);
    }

    /** What failed, in the form of every other error, and what belongs to it. */
    void fail(String text, List<String> details) {
        out.println((terminal.isLively() ? BOLD + RED + "ERROR" + RESET : "ERROR") + " " + visible(text));
        details.forEach(detail -> out.println("      " + visible(detail)));
    }

    /** A line that a tool wrote. */
    void quote(String tool, String text) {
        // A tool that draws a progress bar returns to the line's start: only what it drew last counts.
        String last = text.stripTrailing();
        String visible = visible(last.substring(last.lastIndexOf('\r') + 1)).stripTrailing();
        if (!visible.isEmpty()) {
            out.println(paint(FAINT, "  [" + tool + "]  " + visible));
        }
    }

    /** A line below the last one, with a bar. */
    void row(String text, String bar) {
        out.println((" ".repeat(INDENT) + text + "  " + paint(CYAN, bar)).stripTrailing());
    }

    /** A text of others without what a terminal would obey. */
    static String visible(String text) {
        return CONTROL.matcher(text).replaceAll("");
    }

    void headline(String text) {
        out.println();
        out.println(terminal.isLively() ? GREEN + BOLD + tick() + text + RESET : text);
    }

    void detail(String subject, String text) {
        out.println("  " + paint(FAINT, pad(subject, DETAIL)) + symbols(text));
    }

    private void line(String colour, String subject, String text) {
        out.println(paint(colour, pad(subject, INDENT)) + symbols(text));
    }

    private String paint(String colour, String text) {
        return terminal.isLively() ? colour + text + RESET : text;
    }

    private String tick() {
        return terminal.unicode() ? "✔ " : "";
    }

    /** Arrows where the terminal shows them. */
    private String symbols(String text) {
        return terminal.unicode() ? text.replace(" -> ", " → ") : text;
    }

    static String pad(String text, int width) {
        return text.length() < width ? text + " ".repeat(width - text.length()) : text + " ";
    }
}
