package io.github.lambdaci.cli;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A sandbox to serve.
 *
 * @param folder where it keeps its state
 * @param port where it listens on the loopback interface; 0 for any that is free
 * @param updateDelay how long a function's update stays in progress
 * @param verbose whether every request is logged
 */
public record SandboxRequest(Path folder, int port, Duration updateDelay, boolean verbose) {}
