package io.github.lambdaci.build;

/** What is worth telling while packages or code are built, by whatever runs the build. */
public interface BuildLog {
    /** Something the user should know but that stops nothing. */
    void warning(String message);

    /** A build image is fetched, which can take a while. */
    void imagePulling(String image);

    /** A line that the build wrote. */
    void buildOutput(String line);
}
