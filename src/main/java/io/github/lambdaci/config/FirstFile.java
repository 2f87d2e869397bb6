package io.github.lambdaci.config;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the configuration file that somebody begins with, from what there is. */
public final class FirstFile {
    private final StringBuilder text = new StringBuilder();

    private FirstFile() {}

    /**
     * A function to begin with.
     *
     * @param name its name in the file
     * @param code the folder with its code
     * @param handler the file by which it was found
     * @param descriptor its package descriptor, if it has one
     */
    public record Found(String name, String code, String handler, Optional<String> descriptor) {}

    /**
     * The text of the file.
     *
     * @param schema where its schema is, seen from it
     * @param functions what was found in the repository, of which each has a name of its own
     * @param inAws the names of functions in AWS
     */
    public static String of(String schema, List<Found> functions, Collection<String> inAws) {
        NamesInAws names = NamesInAws.of(functions.stream().map(Found::name).toList(), inAws);
        FirstFile file = new FirstFile();
        file.head(schema);
        file.defaults(names.pattern());
        file.line("functions:");
        functions.forEach(file::function);
        file.environments(names.environments());
        return file.text.toString();
    }

    private void head(String schema) {
        line("# yaml-language-server: $schema=" + schema);
        line("# Settings are the options of the command line, without dashes in front: lambda-ci --help");
        line("# What they come to, and where each is from: lambda-ci config --environment NAME");
        line("");
    }

    private void defaults(Optional<String> pattern) {
        line("# For every function, unless it or an environment says otherwise.");
        line("defaults:");
        line("  # The bucket for the artifacts: write its name here, or set the variable.");
        line("  app-s3-bucket: ${env:APP_S3_BUCKET}");
        pattern.ifPresent(name -> {
            line("  # As they are called in AWS.");
            line("  function-name-pattern: " + quoted(name));
        });
        line("");
    }

    private void function(Found function) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("app-src-path", function.code());
        function.descriptor().ifPresent(path -> settings.put("app-packages-descriptor-path", path));
        line("  # Found by " + function.handler());
        line("  " + function.name() + ":");
        settings.forEach((key, value) -> line("    " + key + ": " + quoted(value)));
    }

    private void environments(Map<String, String> found) {
        line("");
        if (found.isEmpty()) {
            line("# environments:");
            line("#   prod:");
            line("#     aws-region: eu-west-1");
            line("#     aws-role-arn: arn:aws:iam::123456789012:role/release");
            line("#     function-name-pattern: \"{function}-prod\"");
            return;
        }
        line("# As functions are called in AWS. Each can have settings of its own: aws-region, aws-role-arn,");
        line("# app-s3-bucket, shift, ...");
        line("environments:");
        found.forEach((name, pattern) -> {
            line("  " + name + ":");
            line("    function-name-pattern: " + quoted(pattern));
        });
    }

    /** Plain where YAML takes it for what it is. */
    private static String quoted(String value) {
        return value.matches("[a-zA-Z_][\\w./-]*") && !value.matches("(?i)true|false|null|y|n|yes|no|on|off")
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${") + "\"";
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
