package io.github.lambdaci.console;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far a transfer has come, and leaves nothing behind; elsewhere it is silent. */
final class TransferBar {
    private static final long MEGABYTE = 1_000_000;
    private static final long WORTH_SHOWING = MEGABYTE;
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final Terminal terminal;
    private Optional<ProgressBar> bar = Optional.empty();

    TransferBar(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    synchronized void show(String name, long bytes, long totalBytes) {
        if (!terminal.isLively() || totalBytes < WORTH_SHOWING) {
            return;
        }
        if (bar.isEmpty()) {
            bar = Optional.of(newBar(name, totalBytes));
        }
        if (!bar.get().getTaskName().equals(name)) {
            return; // There is room for one.
        }
        bar.get().stepTo(bytes);
        if (bytes >= totalBytes) {
            clear();
        }
    }

    /** Takes the bar away, so that something else can be written. */
    synchronized void clear() {
        if (bar.isPresent()) {
            // The library waits for its own thread and would swallow an interruption.
            boolean interrupted = Thread.interrupted();
            bar.get().close();
            bar = Optional.empty();
            out.print(CLEAR_LINE);
            out.flush();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ProgressBar newBar(String name, long totalBytes) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(totalBytes)
                .setUnit(" MB", MEGABYTE)
                .setStyle(terminal.unicode() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, terminal.columns() - 1))
                .build();
    }

    private void draw(String line) {
        out.print('\r' + line);
        out.flush();
    }
}
