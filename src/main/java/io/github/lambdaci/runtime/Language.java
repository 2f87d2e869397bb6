package io.github.lambdaci.runtime;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of a runtime, as far as lambda-ci treats it differently from others. */
public enum Language {
    PYTHON("Python", Pattern.compile("python(\\d+\\.\\d+)"), "python", "boto3,botocore,s3transfer,jmespath"),
    /** Source: "Packaging layer content" in the Lambda developer guide. */
    NODEJS("Node.js", Pattern.compile("nodejs(\\d+)\\.x"), "nodejs", "@aws-sdk/*,@smithy/*"),
    /** Any other: lambda-ci knows no package manager for it, so its packages are part of the code. */
    OTHER("another language", Pattern.compile("(?!python|nodejs)[a-z]+\\.?([a-z0-9.]*)"), "", "");

    private final String title;
    private final Pattern runtimeName;
    private final String layerFolder;
    private final String inRuntime;

    Language(String title, Pattern runtimeName, String layerFolder, String inRuntime) {
        this.title = title;
        this.runtimeName = runtimeName;
        this.layerFolder = layerFolder;
        this.inRuntime = inRuntime;
    }

    /** The name that people know it by. */
    public String title() {
        return title;
    }

    /** The folder of a layer in which Lambda looks for this language's packages; empty if lambda-ci makes none. */
    public String layerFolder() {
        return layerFolder;
    }

    /** Packages that Lambda's runtimes have: the AWS SDK; {@code *} stands for any characters. */
    public List<String> inRuntime() {
        return List.of(inRuntime.split(",", -1));
    }

    /** The one spelling of a package's name among those that mean the same (for Python: PEP 503). */
    public String packageName(String name) {
        return this == PYTHON ? name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-") : name;
    }

    /** Whether a package's name is one that a pattern means, in which {@code *} stands for any characters. */
    public boolean isMeant(String pattern, String name) {
        String regex = Pattern.quote(packageName(pattern)).replace("*", "\\E.*\\Q");
        return packageName(name).matches(regex);
    }

    Matcher match(String runtime) {
        return runtimeName.matcher(runtime);
    }
}
