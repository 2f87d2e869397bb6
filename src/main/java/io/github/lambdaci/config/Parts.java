package io.github.lambdaci.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The named parts of a mapping in the file. */
final class Parts {
    private final String where;
    private final Scope scope;
    private final List<Tree.Field> fields;

    /**
     * Looks at a mapping.
     *
     * @param where its path in the file, as in "functions.orders"; empty for the file
     */
    Parts(String where, Tree tree, Scope scope) {
        this(where, fields(where, tree), scope);
    }

    private Parts(String where, List<Tree.Field> fields, Scope scope) {
        this.where = where;
        this.scope = scope;
        this.fields = fields;
    }

    /** The fields of a mapping; none of what has a name and nothing else. */
    private static List<Tree.Field> fields(String where, Tree tree) {
        if (tree instanceof Tree.Scalar scalar && scalar.type() == Tree.Type.NOTHING) {
            return List.of();
        }
        if (tree instanceof Tree.Fields mapping) {
            return mapping.fields();
        }
        throw tree.place()
                .refuses(
                        (where.isEmpty() ? "the file" : where) + " must be a mapping, not " + tree.kind(),
                        "write 'name: value' on lines of their own, with the same indentation");
    }

    String where() {
        return where;
    }

    Scope scope() {
        return scope;
    }

    List<Tree.Field> fields() {
        return fields;
    }

    Optional<Tree.Field> find(String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** A part with settings, which is empty if it is not there. */
    Parts part(String name, Scope scopeOfPart) {
        return new Parts(name, entries(name), scopeOfPart);
    }

    /** What a mapping in it holds. */
    List<Tree.Field> entries(String name) {
        String path = where.isEmpty() ? name : where + "." + name;
        return find(name).map(field -> fields(path, field.value())).orElse(List.of());
    }

    /** A name. */
    Optional<FunctionEntry.Named> name(String name) {
        return find(name).map(field -> named(name, field.value()));
    }

    /** Names in a list, or a single one. */
    List<FunctionEntry.Named> names(String name) {
        return find(name).map(field -> names(name, field.value())).orElse(List.of());
    }

    /** Names in a list, or a single one. */
    static List<FunctionEntry.Named> names(String what, Tree value) {
        Stream<Tree> items = value instanceof Tree.Items list ? list.items().stream() : Stream.of(value);
        return items.map(item -> named(what, item)).toList();
    }

    private static FunctionEntry.Named named(String name, Tree value) {
        if (value instanceof Tree.Scalar text && text.type() == Tree.Type.TEXT) {
            return new FunctionEntry.Named(text.text(), text.place());
        }
        throw value.place()
                .refuses(name + " must be a name, not " + value.kind(), "write the name as it is in the file");
    }
}
