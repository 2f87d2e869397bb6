package io.github.lambdaci.console;

import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.pipeline.Stage;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.report.Outcome;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Shows the stages of a run as test cases, in the XML of JUnit's reports. */
final class StagesXml {
    private final String function;
    private final Map<Stage, Duration> durations;
    private final Optional<Outcome.Failed> failure;
    private final Optional<Stage> failed;
    private final XMLStreamWriter xml;

    private StagesXml(
            String function,
            Map<Stage, Duration> durations,
            Optional<Outcome.Failed> failure,
            Optional<Stage> failed,
            XMLStreamWriter xml) {
        this.function = function;
        this.durations = durations;
        this.failure = failure;
        this.failed = failed;
        this.xml = xml;
    }

    /** The document; nothing of what has no stages. */
    static Optional<String> of(Outcome outcome, Course course) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            if (outcome instanceof Outcome.Released released) {
                Release release = released.release();
                String function = release.project().target().function();
                new StagesXml(function, release.durations(), Optional.empty(), Optional.empty(), xml).write();
            } else if (outcome instanceof Outcome.Failed failure) {
                String function =
                        course.target().map(LambdaProject.Target::function).orElse("run");
                new StagesXml(function, course.durations(), Optional.of(failure), course.stage(), xml).write();
            } else {
                return Optional.empty();
            }
            return Optional.of(text.append('\n').toString());
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text can always be written", e);
        }
    }

    private void write() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        start("testsuites", 0);
        start("testsuite", 1);
        xml.writeAttribute("name", "lambda-ci " + function);
        boolean before = failure.isPresent() && failed.isEmpty();
        count("tests", Stage.values().length + (before ? 1 : 0));
        count("failures", failure.isPresent() ? 1 : 0);
        count("errors", 0);
        count("skipped", Stage.values().length - durations.size());
        xml.writeAttribute("time", seconds(ReleaseWording.total(durations)));
        if (before) {
            testCase("start", Duration.ZERO, failure);
        }
        for (Stage stage : Stage.values()) {
            write(stage);
        }
        end(1);
        end(0);
        xml.writeEndDocument();
    }

    private void write(Stage stage) throws XMLStreamException {
        Optional<Duration> took = Optional.ofNullable(durations.get(stage));
        if (took.isPresent()) {
            testCase(stage.title(), took.get(), failure.filter(unused -> failed.equals(Optional.of(stage))));
            return;
        }
        startCase(stage.title(), Duration.ZERO);
        line(3);
        xml.writeEmptyElement("skipped");
        xml.writeAttribute("message", "this run did not come to it");
        end(2);
    }

    private void testCase(String name, Duration took, Optional<Outcome.Failed> why) throws XMLStreamException {
        if (why.isPresent()) {
            startCase(name, took);
            writeFailure(why.get());
            end(2);
        } else {
            line(2);
            xml.writeEmptyElement("testcase");
            describe(name, took);
        }
    }

    private void writeFailure(Outcome.Failed why) throws XMLStreamException {
        start("failure", 3);
        xml.writeAttribute("type", why.ending().name().toLowerCase(Locale.ROOT));
        xml.writeAttribute(
                "message",
                why.message().stream().findFirst().map(StageLines::visible).orElse(""));
        xml.writeCharacters(Stream.concat(why.message().stream(), why.hints().stream())
                .map(StageLines::visible)
                .collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    private void startCase(String name, Duration took) throws XMLStreamException {
        start("testcase", 2);
        describe(name, took);
    }

    private void describe(String name, Duration took) throws XMLStreamException {
        xml.writeAttribute("classname", "lambda-ci." + function);
        xml.writeAttribute("name", name);
        xml.writeAttribute("time", seconds(took));
    }

    private void start(String element, int depth) throws XMLStreamException {
        line(depth);
        xml.writeStartElement(element);
    }

    private void end(int depth) throws XMLStreamException {
        line(depth);
        xml.writeEndElement();
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void count(String name, int number) throws XMLStreamException {
        xml.writeAttribute(name, String.valueOf(number));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toMillis() / 1000.0);
    }
}
