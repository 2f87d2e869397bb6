package io.github.lambdaci.concurrent;

/** Work that nobody waits for, and that does not keep the program from ending. */
public final class Background {
    private Background() {}

    /**
     * Begins it in a thread of its own.
     *
     * @param what what is being done, which names the thread
     */
    public static void begin(String what, Runnable work) {
        Thread thread = new Thread(work, "lambda-ci " + what);
        thread.setDaemon(true);
        thread.start();
    }
}
