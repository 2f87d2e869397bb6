package io.github.lambdaci.console;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.Credentials;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells of many functions at once: a line for each that has come to its end, what it said if it failed, and on a terminal, below
 * that, a line for each that is being worked on.
 */
public final class FleetConsole implements FleetLog {
    private static final int WIDEST_NAME = 40;

    private final PrintStream out;
    private final Terminal terminal;
    private final boolean verbose;
    private final Map<String, Transcript> transcripts = new HashMap<>();
    /** In the order in which they were begun. */
    private final Set<String> underWay = new LinkedHashSet<>();

    private final int width;
    private int drawn;

    /**
     * Nothing is told yet.
     *
     * @param names all functions
     * @param verbose whether all is told of the functions that were done, too
     */
    public FleetConsole(PrintStream out, Terminal terminal, List<String> names, boolean verbose) {
        this.out = out;
        this.terminal = terminal;
        this.verbose = verbose;
        int longest = names.stream().mapToInt(String::length).max().orElse(0);
        this.width = Math.min(longest, WIDEST_NAME);
    }

    /** Takes what is said while a function is worked on. */
    public synchronized PrintStream outputOf(String name) {
        Transcript transcript = new Transcript(this::draw);
        transcripts.put(name, transcript);
        return new PrintStream(transcript, true, StandardCharsets.UTF_8);
    }

    @Override
    public synchronized void begun(String name) {
        underWay.add(name);
        draw();
    }

    @Override
    public synchronized void ended(Ending<?> ending) {
        underWay.remove(ending.name());
        Transcript transcript = transcripts.remove(ending.name());
        erase();
        out.println(line(ending.name(), FleetWording.oneLine(ending)));
        if (ending instanceof Ending.Failed<?> failed) {
            FleetWording.explanation(failed).forEach(line -> out.println("  " + line));
        }
        if (transcript != null && (verbose || ending instanceof Ending.Failed<?>)) {
            transcript.lines().stream().filter(line -> !line.isBlank()).forEach(line -> out.println("  | " + line));
        }
        draw();
    }

    @Override
    public synchronized void waveBegun(String name, int number, int count) {
        erase();
        out.println((number == 1 ? "" : System.lineSeparator()) + "wave " + number + " of " + count + ": " + name);
        draw();
    }

    @Override
    public synchronized void pausing(Duration duration) {
        out.println("waiting " + Wording.duration(duration) + " before the next wave");
    }

    @Override
    public synchronized void checking(String command) {
        out.println("check: " + StageLines.visible(Credentials.redact(command)));
    }

    /** Takes a line that a check writes. */
    public synchronized void checkSaid(String line) {
        out.println("  | " + StageLines.visible(Credentials.redact(line)));
    }

    @Override
    public synchronized void checkFailed(String command, int status) {
        out.println("the check FAILED with exit code " + status + ": no further wave is begun");
        out.println("  mend what it complains of, or the check, then run the same command again");
    }

    /** Shows what became of all functions. */
    public synchronized void show(List<Ending<Release>> endings) {
        out.println();
        out.println(FleetText.of(endings));
    }

    /** Shows over which builds the functions are spread. */
    public synchronized void show(Matrix matrix) {
        out.println();
        out.println(MatrixText.of(matrix));
    }

    /** Tells of a failure after which all that was done stays as it is. */
    public synchronized void tell(LambdaCiException failure) {
        out.println();
        out.println("ERROR " + FleetWording.firstLine(failure));
        FleetWording.explanation(failure).forEach(line -> out.println("      " + line));
    }

    private synchronized void draw() {
        if (!terminal.isLively()) {
            return;
        }
        erase();
        for (String name : underWay) {
            Transcript transcript = transcripts.get(name);
            String text = line(name, transcript == null ? "" : transcript.lastLine());
            out.println(text.length() < terminal.columns() ? text : text.substring(0, terminal.columns() - 1));
        }
        drawn = underWay.size();
    }

    /** Takes the lines away that were drawn last (ECMA-48: cursor up, erase to the end). */
    private void erase() {
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A\u001b[J");
            drawn = 0;
        }
    }

    private String line(String name, String text) {
        return StageLines.pad(name, width + 2) + text;
    }
}
