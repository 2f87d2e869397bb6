package io.github.lambdaci.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up the log for diagnosis: warnings on stderr, or every request with {@code --verbose}.
 *
 * <p>Logback finds it as a service. There is no XML file, because reading one takes longer than the rest of the start.
 */
public final class Diagnosis extends ContextAwareBase implements Configurator {
    /**
     * What tells its requests without secrets. Not in the list: the SDK's wire log and docker-java's commands, which
     * hold credentials and the environment of containers.
     */
    private static final List<String> VERBOSE = List.of("io.github.lambdaci", "software.amazon.awssdk.request");

    /** Log as errors what lambda-ci tells in its own words. */
    private static final List<String> REPEATS = List.of("com.github.dockerjava.api.async", "org.eclipse.jgit.ignore");

    private static final String APPENDER = "stderr";
    private static final String TIME = "%d{HH:mm:ss.SSS} ";
    private static final String MESSAGE = "%-5level %logger{24}  %msg%n%nopex";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setName(APPENDER);
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder(context, MESSAGE));
        appender.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(appender);
        // Else Logback prepares to print its own state, with the time of day, which the JDK takes long to find out.
        context.getStatusManager().add(new NopStatusListener());
        REPEATS.forEach(name -> context.getLogger(name).setLevel(Level.OFF));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(pattern);
        encoder.start();
        return encoder;
    }

    /** Logs the requests to AWS as well, and when each was. */
    public static void verbose() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        // Not from the start, for the same reason.
        ((ConsoleAppender<ILoggingEvent>)
                        context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER))
                .setEncoder(encoder(context, TIME + MESSAGE));
        VERBOSE.forEach(name -> context.getLogger(name).setLevel(Level.DEBUG));
    }
}
