package io.github.lambdaci.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The language of a runtime, as far as lambda-ci treats it differently from others. */
public enum Language {
    PYTHON("Python", Pattern.compile("python(\\d+\\.\\d+)"), "python"),
    /** Source: "Packaging layer content" in the Lambda developer guide. */
    NODEJS("Node.js", Pattern.compile("nodejs(\\d+)\\.x"), "nodejs"),
    /** Any other: lambda-ci knows no package manager for it, so its packages are part of the code. */
    OTHER("another language", Pattern.compile("(?!python|nodejs)[a-z]+\\.?([a-z0-9.]*)"), "");

    private final String title;
    private final Pattern runtimeName;
    private final String layerFolder;

    Language(String title, Pattern runtimeName, String layerFolder) {
        this.title = title;
        this.runtimeName = runtimeName;
        this.layerFolder = layerFolder;
    }

    /** The name that people know it by. */
    public String title() {
        return title;
    }

    /** The folder of a layer in which Lambda looks for this language's packages; empty if lambda-ci makes none. */
    public String layerFolder() {
        return layerFolder;
    }

    Matcher match(String runtime) {
        return runtimeName.matcher(runtime);
    }
}
