package io.github.lambdaci.sandbox.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Writes small XML documents element by element. */
public final class XmlWriter {
    private final StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    public static XmlWriter root(String element, String namespace) {
        XmlWriter writer = new XmlWriter();
        writer.out.append('<').append(element);
        if (!namespace.isEmpty()) {
            writer.out.append(" xmlns=\"").append(namespace).append('"');
        }
        writer.out.append('>');
        writer.open.push(element);
        return writer;
    }

    public XmlWriter open(String element) {
        out.append('<').append(element).append('>');
        open.push(element);
        return this;
    }

    public XmlWriter close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    public XmlWriter element(String name, Object text) {
        out.append('<').append(name).append('>');
        escape(String.valueOf(text));
        out.append("</").append(name).append('>');
        return this;
    }

    private void escape(String text) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#13;");
                case '\n' -> out.append("&#10;");
                case '\t' -> out.append("&#9;");
                default -> out.appendCodePoint(point);
            }
        });
    }

    /** The document; elements that are still open are closed. */
    @Override
    public String toString() {
        StringBuilder document = new StringBuilder(out);
        open.forEach(element -> document.append("</").append(element).append('>'));
        return document.toString();
    }
}
