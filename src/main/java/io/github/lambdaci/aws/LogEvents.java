package io.github.lambdaci.aws;

import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.account.LogQuery;
import io.github.lambdaci.account.LogSource;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/**
 * The events of one source, page by page: no more than a page is held.
 *
 * <p>CloudWatch Logs sorts them by their time (API reference, FilterLogEvents); not every emulator does, so that each page
 * is sorted again.
 */
final class LogEvents implements Iterator<LogEvents.Event> {
    private final AwsClients clients;
    private final LogSource source;
    private final LogQuery query;
    private final Instant from;
    private final Pattern streams;
    private final Queue<Event> page = new ArrayDeque<>();
    private @Nullable String token;
    private boolean last;
    private boolean groupExists = true;

    LogEvents(AwsClients clients, LogSource source, LogQuery query, Instant from) {
        this.clients = clients;
        this.source = source;
        this.query = query;
        this.from = from;
        this.streams = streamsOf(source.function());
    }

    /** A line, and what tells it from every other. */
    record Event(String id, LogLine line) {}

    /** {@code 2026/11/21/[7]0a1b…}, in a log group that functions share {@code 2026/11/21/orders[7]0a1b…}. */
    private static Pattern streamsOf(String function) {
        return Pattern.compile("\\d{4}/\\d\\d/\\d\\d/(?:" + Pattern.quote(function) + ")?\\[([^]]+)].*");
    }

    /** Whether there is a log group; known as soon as it was asked for the first event. */
    boolean groupExists() {
        return groupExists;
    }

    @Override
    public boolean hasNext() {
        // A page can be empty without being the last.
        while (page.isEmpty() && !last) {
            fetch();
        }
        return !page.isEmpty();
    }

    /** The next event, which stays the next. */
    Event peek() {
        if (!hasNext()) {
            throw new NoSuchElementException(source.logGroup());
        }
        return page.element();
    }

    @Override
    public Event next() {
        Event next = peek();
        page.remove();
        return next;
    }

    private void fetch() {
        Optional<FilterLogEventsResponse> answer = ask();
        answer.ifPresent(found -> found.events().stream()
                .sorted(Comparator.comparing(FilteredLogEvent::timestamp))
                .map(this::event)
                .flatMap(Optional::stream)
                .forEach(page::add));
        token = answer.map(FilterLogEventsResponse::nextToken).orElse(null);
        last = token == null;
    }

    private Optional<FilterLogEventsResponse> ask() {
        String group = source.logGroup();
        AwsCall call = new AwsCall("reading the logs in " + group, "logs:FilterLogEvents", "log group " + group);
        return clients.failures().send(call, () -> {
            try {
                return Optional.of(clients.logs()
                        .filterLogEvents(request -> request.logGroupName(group)
                                .startTime(from.toEpochMilli())
                                .endTime(
                                        query.until().map(Instant::toEpochMilli).orElse(null))
                                .filterPattern(query.filter().orElse(null))
                                .nextToken(token)));
            } catch (ResourceNotFoundException e) {
                groupExists = false;
                return Optional.empty();
            } catch (InvalidParameterException e) {
                throw query.filter()
                        .<RuntimeException>map(filter -> refused(filter, e))
                        .orElse(e);
            }
        });
    }

    private static LambdaCiException refused(String filter, InvalidParameterException e) {
        return new ProjectException(
                "CloudWatch Logs does not understand the filter " + filter + ": "
                        + e.awsErrorDetails().errorMessage(),
                "as in ERROR, '\"timed out\"' (quotes around what is not just letters and digits), '?ERROR ?WARN' or"
                        + " '{ $.level = \"error\" }'; all of it: \"Filter pattern syntax\" in the CloudWatch Logs user"
                        + " guide",
                e);
    }

    private Optional<Event> event(FilteredLogEvent event) {
        Matcher stream = streams.matcher(event.logStreamName());
        return stream.matches() && source.holds(stream.group(1))
                ? Optional.of(new Event(
                        event.eventId(),
                        new LogLine(
                                Instant.ofEpochMilli(event.timestamp()),
                                stream.group(1),
                                event.logStreamName(),
                                String.valueOf(event.message()).stripTrailing())))
                : Optional.empty();
    }
}
