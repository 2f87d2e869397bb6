package io.github.lambdaci.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A language that lambda-ci builds dependencies for. */
public enum Language {
    PYTHON("Python", Pattern.compile("python(\\d+\\.\\d+)"), "python"),
    /** Source: "Packaging layer content" in the Lambda developer guide. */
    NODEJS("Node.js", Pattern.compile("nodejs(\\d+)\\.x"), "nodejs");

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

    /** The folder of a layer in which Lambda looks for this language's packages. */
    public String layerFolder() {
        return layerFolder;
    }

    Matcher match(String runtime) {
        return runtimeName.matcher(runtime);
    }
}
