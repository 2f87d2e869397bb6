package io.github.lambdaci.testing;

import io.github.lambdaci.pipeline.PipelineLog;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Remembers what a builder tells the log. */
public final class BuildLog {
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CountDownLatch anyOutput = new CountDownLatch(1);
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> pulled = new CopyOnWriteArrayList<>();

    /** The log to give to a builder. */
    public PipelineLog asPipelineLog() {
        return (PipelineLog) Proxy.newProxyInstance(
                BuildLog.class.getClassLoader(), new Class<?>[] {PipelineLog.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "buildOutput" -> {
                            output.add((String) arguments[0]);
                            anyOutput.countDown();
                        }
                        case "warning" -> warnings.add((String) arguments[0]);
                        case "imagePulling" -> pulled.add((String) arguments[0]);
                        default -> throw new AssertionError("a builder has no business with " + method.getName());
                    }
                    return null;
                });
    }

    /** Waits for the package manager's first line. */
    public void awaitOutput() throws InterruptedException {
        if (!anyOutput.await(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the package manager wrote nothing");
        }
    }

    /** What the package manager wrote. */
    public List<String> output() {
        return List.copyOf(output);
    }

    /** What was warned of. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Images that were pulled. */
    public List<String> pulled() {
        return List.copyOf(pulled);
    }
}
