package io.github.lambdaci.console;

import java.io.PrintStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Hides in lines, before they are written, what nobody may see. */
public final class RedactedStream extends PrintStream {
    private final PrintStream to;
    private final UnaryOperator<String> hiding;

    /** Writes to another stream. */
    public RedactedStream(PrintStream to, UnaryOperator<String> hiding) {
        super(to);
        this.to = to;
        this.hiding = hiding;
    }

    @Override
    public void print(@Nullable String text) {
        to.print(hiding.apply(String.valueOf(text)));
    }

    @Override
    public void println(@Nullable String text) {
        to.println(hiding.apply(String.valueOf(text)));
    }
}
