package io.github.lambdaci.endtoend;

final class BuildImage {
    private BuildImage() {}

    static void require(ExampleProject project) {}
}
