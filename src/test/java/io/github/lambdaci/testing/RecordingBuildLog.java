package io.github.lambdaci.testing;

import io.github.lambdaci.build.BuildLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Remembers what a builder tells the log. */
public final class RecordingBuildLog implements BuildLog {
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CountDownLatch anyOutput = new CountDownLatch(1);
    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final List<String> pulled = new CopyOnWriteArrayList<>();

    @Override
    public void warning(String message) {
        warnings.add(message);
    }

    @Override
    public void imagePulling(String image) {
        pulled.add(image);
    }

    @Override
    public void buildOutput(String line) {
        output.add(line);
        anyOutput.countDown();
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
