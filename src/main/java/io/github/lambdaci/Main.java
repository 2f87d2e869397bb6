package io.github.lambdaci;

/** Builds the object graph, runs the command line and exits. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length);
    }
}
