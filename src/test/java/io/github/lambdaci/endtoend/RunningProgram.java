package io.github.lambdaci.endtoend;

/** A run that a proxy can end. */
record RunningProgram(Program program, Process process) implements FaultProxy.Victim {
    private static final int LOOK_MILLISECONDS = 5;

    @Override
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void terminate() {
        process.destroy();
        try {
            while (process.isAlive() && !program.toldSoFar().contains("cleaning up")) {
                Thread.sleep(LOOK_MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
