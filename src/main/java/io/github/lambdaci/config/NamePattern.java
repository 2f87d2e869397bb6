package io.github.lambdaci.config;

/**
 * What functions are called in AWS, as in <code>{function}-{environment}</code>.
 *
 * @param template with placeholders for the names in the file
 */
record NamePattern(Template template) {
    static final String KEY = "function-name-pattern";
    private static final String FUNCTION = "{function}";
    private static final String ENVIRONMENT = "{environment}";

    static NamePattern of(String text, Place place) {
        if (!text.contains(FUNCTION)) {
            throw place.refuses(
                    KEY + " '" + text + "' gives all functions one name",
                    "write {function} where the function's name belongs, as in \"{function}-qa\"");
        }
        return new NamePattern(Template.of(text, place));
    }

    /** The name of a function in an environment, empty for none. */
    Template name(String function, String environment) {
        String text = template.written().replace(FUNCTION, function).replace(ENVIRONMENT, environment);
        if (environment.isEmpty() && template.written().contains(ENVIRONMENT)) {
            throw template.place()
                    .refuses(
                            KEY + " has {environment} in it, but no environment was chosen",
                            "choose one with --environment");
        }
        return Template.of(text, template.place());
    }
}
