package io.github.lambdaci.console;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows on a terminal how far a transfer has come, and leaves nothing behind; elsewhere it is silent. */
final class TransferBar {
    private static final long MEGABYTE = 1_000_000;

    private final PrintStream out;
    private final Terminal terminal;
    private Optional<ProgressBar> bar = Optional.empty();

    TransferBar(PrintStream out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(String name, long bytes, long totalBytes) {
        if (!terminal.isLively()) {
            return;
        }
        if (bar.isEmpty()) {
            bar = Optional.of(newBar(name, totalBytes));
        }
        ProgressBar shown = bar.get().maxHint(totalBytes).stepTo(bytes);
        if (bytes >= totalBytes) {
            shown.close();
            bar = Optional.empty();
        }
    }

    /** Takes the bar away, so that something else can be written. */
    void clear() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    private ProgressBar newBar(String name, long totalBytes) {
        return new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(totalBytes)
                .setUnit(" MB", MEGABYTE)
                .setStyle(terminal.unicode() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                .setConsumer(new ConsoleProgressBarConsumer(out, terminal.columns() - 1))
                .clearDisplayOnFinish()
                .build();
    }
}
