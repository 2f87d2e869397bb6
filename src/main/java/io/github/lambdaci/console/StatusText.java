package io.github.lambdaci.console;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.FunctionStatus.Live;
import io.github.lambdaci.history.ReleasedVersion;
import io.github.lambdaci.pipeline.LiveChange;
import io.github.lambdaci.pipeline.StateMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Shows what is live of a function. */
public final class StatusText {
    private static final int INDENT = 15;

    private final List<String> lines = new ArrayList<>();

    private StatusText() {}

    /** One line for each thing, without a line break at the end. */
    public static String of(FunctionStatus status) {
        StatusText text = new StatusText();
        text.write(status);
        return String.join(System.lineSeparator(), text.lines);
    }

    private void write(FunctionStatus status) {
        FunctionVersion latest = status.latest().version();
        say("function", latest.functionArn());
        say("runtime", latest.runtime() + " on " + latest.architecture());
        say(
                "alias",
                status.target().alias() + status.live().map(StatusText::route).orElse(" does not exist"));
        status.live().ifPresent(this::live);
        say("$LATEST", latest(status));
        if (!status.otherAliases().isEmpty()) {
            say(
                    "other aliases",
                    String.join(
                            ", ",
                            status.otherAliases().stream()
                                    .map(StatusText::alias)
                                    .toList()));
        }
        status.findings().forEach(finding -> say("note", FindingWording.of(finding, status.target())));
        status.forecast().ifPresent(forecast -> say("a run now", ForecastWording.of(forecast, status.target())));
    }

    private void live(Live live) {
        live.since().ifPresent(change -> say("since", since(change)));
        live.version()
                .map(ReleasedVersion::sourceVersion)
                .filter(source -> !source.isEmpty())
                .ifPresent(source -> say("source", StageLines.visible(source)));
        live.version()
                .flatMap(ReleasedVersion::provenance)
                .ifPresent(from -> say("promoted from", Wording.provenance(from)));
        live.version().ifPresent(version -> {
            say("published", Wording.time(version.published().modified()));
            say(
                    "code",
                    Wording.hash(version.published().version().codeSha256()) + ", "
                            + Wording.bytes(version.published().codeBytes()));
            say("dependencies", dependencies(version, live.packages()));
        });
        if (!live.otherLayers().isEmpty()) {
            say("other layers", Wording.names(live.otherLayers()));
        }
        say(
                "before",
                live.previousVersion().map(version -> "version " + version).orElse("not recorded"));
    }

    private static String route(Live live) {
        String target = live.alias().target().version();
        return " -> version " + target + shares(live.alias().weights());
    }

    private static String alias(NamedAlias alias) {
        return alias.name() + " -> " + alias.version() + shares(alias.weights());
    }

    private static String shares(Map<String, Double> weights) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(weights)
                .forEach((version, share) -> text.append(" (")
                        .append(Wording.percent(share))
                        .append(" on version ")
                        .append(version)
                        .append(')'));
        return text.toString();
    }

    private static String since(LiveChange change) {
        String from = change.from().map(version -> " of version " + version).orElse("");
        return Wording.time(change.at()) + ", by "
                + switch (change.kind()) {
                    case RELEASE -> change.provenance().isPresent() ? "a promotion" : "a release";
                    case ROLLBACK -> "a rollback" + from;
                    case SHIFT_BACK -> "a rollback" + from + ", which had a share of the traffic";
                };
    }

    private static String dependencies(ReleasedVersion version, Optional<StateMarker.Packages> packages) {
        String where = version.ownLayer()
                .map(layer -> "layer " + Wording.name(layer))
                .orElseGet(() -> packages.isPresent() ? "in the code" : "no layer of lambda-ci");
        return where
                + packages.filter(known -> known.layerVersionArn()
                                .equals(version.ownLayer().map(LayerVersionArn::toString)))
                        .map(known -> ", " + Wording.bytes(known.bytes()) + ", fingerprint "
                                + Wording.hash(known.fingerprint()))
                        .orElse("");
    }

    private static String latest(FunctionStatus status) {
        FunctionVersion latest = status.latest().version();
        String same = status.live()
                .map(live -> live.alias().target())
                .filter(latest::behavesLike)
                .map(live -> "same as version " + live.version() + ", ")
                .orElse("");
        return same + "code " + Wording.hash(latest.codeSha256()) + ", "
                + Wording.bytes(status.latest().codeBytes()) + ", changed "
                + Wording.time(status.latest().modified());
    }

    private void say(String subject, String text) {
        lines.add(subject + " ".repeat(INDENT - subject.length()) + text);
    }
}
