package io.github.lambdaci.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.json.JsonTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Looks up what settings refer to: each thing once, and all that is needed at the same time. */
public final class Lookups {
    private final Map<String, String> environment;
    private final Optional<RemoteValues> aws;
    private final String withoutAws;
    private final Map<Lookup.Source, Optional<Answer>> answers = new HashMap<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    private Lookups(Map<String, String> environment, Optional<RemoteValues> aws, String withoutAws) {
        this.environment = environment;
        this.aws = aws;
        this.withoutAws = withoutAws;
    }

    /** Looks into this machine's environment, and asks AWS. */
    public static Lookups in(Map<String, String> environment, RemoteValues aws) {
        return new Lookups(environment, Optional.of(aws), "");
    }

    /**
     * Looks only into this machine's environment.
     *
     * @param withoutAws what to do about a value that is in AWS
     */
    public static Lookups withoutAws(Map<String, String> environment, String withoutAws) {
        return new Lookups(environment, Optional.empty(), withoutAws);
    }

    /**
     * What there is of a name.
     *
     * @param text all of it, if it is one text
     * @param parts what it consists of, if it is several
     */
    private record Answer(String text, Map<String, String> parts, boolean isSecret) {}

    /** What was found and must be shown to nobody. */
    public Set<String> secrets() {
        return Set.copyOf(secrets);
    }

    /** Finds everything that settings refer to. */
    void lookUp(Collection<Setting> settings) {
        Map<Lookup.Source, Question> questions = new LinkedHashMap<>();
        try (Together lookups = Together.reading()) {
            settings.forEach(setting -> sources(setting)
                    .filter(source -> !answers.containsKey(source))
                    .forEach(
                            source -> questions.computeIfAbsent(source, wanted -> question(wanted, setting, lookups))));
            questions.forEach((source, question) -> answers.put(source, question.taken()));
        }
    }

    private Question question(Lookup.Source source, Setting setting, Together lookups) {
        return new Question(setting, lookups.start("looking up " + source, () -> ask(source)));
    }

    /**
     * What is being looked up.
     *
     * @param setting the first that needs it
     */
    private record Question(Setting setting, Pending<Optional<Answer>> answer) {
        Optional<Answer> taken() {
            String subject = setting.place() + ": " + setting.key().name() + ": ";
            try {
                return answer.get();
            } catch (AwsException e) {
                throw new AwsException(subject + e.getMessage(), e.hint(), e);
            } catch (ProjectException e) {
                throw new ProjectException(subject + e.getMessage(), e.hint(), e);
            }
        }
    }

    private static Stream<Lookup.Source> sources(Setting setting) {
        return setting.values().stream().flatMap(Template::lookups).map(Lookup::source);
    }

    private Optional<Answer> ask(Lookup.Source source) {
        if (source.isInAws() && aws.isEmpty()) {
            return Optional.empty();
        }
        return switch (source.kind()) {
            // An empty one is what a buildspec makes of one that is not set.
            case ENV ->
                Optional.ofNullable(environment.get(source.name()))
                        .filter(text -> !text.isBlank())
                        .map(text -> new Answer(text, Map.of(), false));
            case SSM ->
                aws.orElseThrow().parameter(source.name(), source.region()).map(Lookups::answer);
            case SECRET ->
                aws.orElseThrow().secret(source.name(), source.region()).map(Lookups::answer);
            case CFN ->
                aws.orElseThrow().outputs(source.name(), source.region()).map(parts -> new Answer("", parts, false));
        };
    }

    private Optional<Answer> answer(Lookup.Source source) {
        return answers.getOrDefault(source, Optional.empty());
    }

    private static Answer answer(RemoteValue value) {
        return new Answer(value.text(), Map.of(), value.isSecret());
    }

    /** What a setting comes to, when everything was looked up. */
    Value value(Setting setting, Path folder) {
        lookUp(List.of(setting));
        List<String> texts = new ArrayList<>();
        for (Template template : setting.values()) {
            String text = template.with(lookup -> text(lookup, setting, template));
            texts.add(setting.key().from(folder, text));
        }
        boolean secret = sources(setting)
                .anyMatch(source -> answer(source).filter(Answer::isSecret).isPresent());
        return new Value(setting.key(), setting.place(), List.copyOf(texts), secret);
    }

    private String text(Lookup lookup, Setting setting, Template template) {
        Optional<Answer> answer = answer(lookup.source());
        Optional<String> found = answer.flatMap(there -> part(there, lookup, setting, template));
        answer.filter(Answer::isSecret).ifPresent(there -> found.ifPresent(secrets::add));
        return found.or(lookup::fallback).orElseThrow(() -> missing(lookup, setting, template));
    }

    private static Optional<String> part(Answer answer, Lookup lookup, Setting setting, Template template) {
        if (lookup.part().isEmpty()) {
            return Optional.of(answer.text());
        }
        String part = lookup.part().get();
        if (lookup.source().kind() == Lookup.Kind.CFN) {
            return Optional.ofNullable(answer.parts().get(part));
        }
        try {
            JsonNode value = JsonTree.read(answer.text()).path(part);
            return value.isMissingNode() || value.isNull()
                    ? Optional.empty()
                    : Optional.of(value.isValueNode() ? value.asText() : value.toString());
        } catch (JsonProcessingException e) {
            // The cause would quote it.
            throw template.place()
                    .refuses(
                            setting.key().name() + ": " + lookup.source() + " is no JSON object, so it has no keys",
                            "leave out #" + part + " to take all of it");
        }
    }

    private ProjectException missing(Lookup lookup, Setting setting, Template template) {
        boolean unasked = lookup.source().isInAws() && aws.isEmpty();
        boolean variable = lookup.source().kind() == Lookup.Kind.ENV;
        return template.place()
                .refuses(
                        setting.key().name() + ": " + lookup
                                + (unasked ? " is in AWS" : variable ? " is not set" : " does not exist"),
                        (unasked ? withoutAws : variable ? "set it" : "make it, or correct the name or the region")
                                + ", or say what to take without it, as in ${...:-default}");
    }
}
