package io.github.lambdaci.cli;

import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.operation.LoggedVersions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lambda-ci logs}: shows what a function logged. */
@Command(
        name = "logs",
        header = "Shows what a function logged.",
        description = {
            "Lines of the version that the alias points to go to stdout, with their times in UTC; of both versions, with "
                    + "their numbers, while the alias shares its traffic. With --output json each is a JSON object on a "
                    + "line: time, version, stream, message."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  lambda-ci logs --function-name orders --since 1h --filter ERROR",
            "  lambda-ci logs --function-name orders --follow",
            "  lambda-ci logs --function-name orders --qualifier '$LATEST' --output json",
        },
        versionProvider = Version.class,
        abbreviateSynopsis = true,
        sortOptions = false)
final class LogsCommand implements Callable<Integer> {
    private final Launcher launcher;
    private final Surroundings surroundings;

    @Mixin
    private FunctionOptions function = new FunctionOptions();

    @Mixin
    private QualifierOptions qualifier = new QualifierOptions();

    @Mixin
    private LogOptions lines = new LogOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // Looked at before the command is run.
    private ConfigOptions config = new ConfigOptions();

    @Mixin
    private TargetOptions target = new TargetOptions();

    @Mixin
    private FormatOptions output = new FormatOptions();

    @Mixin
    private DiagnosisOptions diagnosis = new DiagnosisOptions();

    LogsCommand(Launcher launcher, Surroundings surroundings) {
        this.launcher = launcher;
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Instant now = surroundings.clock().instant();
        String name = function.function();
        lines.check(now, qualifier);
        try (AccountSession session = launcher.open(target.toAccount(diagnosis))) {
            LogQuery query = lines.toQuery(sources(session, name), now);
            if (lines.isFollowing()) {
                follow(session, query);
            } else {
                read(session, query);
            }
        } catch (StandardBytes.ReaderGoneException e) {
            // Whoever read has seen enough.
            return ExitCode.DONE.number();
        }
        return ExitCode.DONE.number();
    }

    private List<LogSource> sources(AccountSession session, String name) {
        LoggedVersions versions = new LoggedVersions(session.account());
        return lines.isOfAllVersions() ? versions.all(name) : versions.behind(name, qualifier.or(function.alias()));
    }

    private void follow(AccountSession session, LogQuery query) {
        Function<LogLine, String> form = form(query);
        session.operations().followingLogs(query);
        session.account().logs().follow(query, Optional.empty(), line -> write(form.apply(line)));
    }

    private void read(AccountSession session, LogQuery query) {
        Function<LogLine, String> form = form(query);
        AtomicLong written = new AtomicLong();
        session.operations().readingLogs(query);
        boolean everLogged = session.account().logs().read(query, line -> {
            write(form.apply(line));
            written.incrementAndGet();
        });
        if (!everLogged) {
            session.operations().neverLogged(query);
        } else if (written.get() == 0) {
            session.operations().nothingLogged(query);
        }
    }

    private void write(String line) {
        surroundings.bytes().writeLine(line);
    }

    private Function<LogLine, String> form(LogQuery query) {
        return switch (output.format()) {
            case JSON -> launcher.texts()::json;
            case TEXT -> isOfOne(query) ? launcher.texts()::text : launcher.texts()::textWithVersion;
        };
    }

    private static boolean isOfOne(LogQuery query) {
        return query.sources().size() == 1 && query.sources().get(0).versions().size() == 1;
    }
}
