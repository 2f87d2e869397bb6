package io.github.lambdaci.config;

import java.util.List;

/** What a file holds, before anybody knows what it means. */
sealed interface Tree {
    /** Where it begins. */
    Place place();

    /** What kind of thing it is, in words. */
    String kind();

    /**
     * A single value.
     *
     * @param text as it is written, without quotes
     * @param type what YAML takes it for
     */
    record Scalar(String text, Type type, Place place) implements Tree {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT, NUMBER -> "'" + text + "'";
                case FLAG -> text;
                case NOTHING -> "nothing";
            };
        }
    }

    /** What YAML takes a value for. */
    enum Type {
        TEXT,
        FLAG,
        NUMBER,
        NOTHING
    }

    /** A list. */
    record Items(List<Tree> items, Place place) implements Tree {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Names with values. */
    record Fields(List<Field> fields, Place place) implements Tree {
        @Override
        public String kind() {
            return "a mapping";
        }
    }

    /**
     * A name with its value.
     *
     * @param place where the name stands
     */
    record Field(String name, Place place, Tree value) {}
}
