package io.github.lambdaci.console;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

/** JSON over several lines, with the same line breaks on every platform. */
final class JsonLayout extends DefaultPrettyPrinter {
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

    JsonLayout() {
        super(Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        indentObjectsWith(LINES);
        indentArraysWith(LINES);
    }

    @Override
    public DefaultPrettyPrinter createInstance() {
        return new JsonLayout();
    }
}
