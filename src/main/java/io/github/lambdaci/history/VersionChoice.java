package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.account.VersionUse;
import io.github.lambdaci.history.Reason.Kind;
import io.github.lambdaci.pipeline.StateMarker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which published versions of a function nothing needs any more. */
final class VersionChoice {
    private final List<PublishedVersion> versions;
    private final int newest;
    private final List<NamedAlias> aliases;
    private final List<VersionUse> uses;
    private final List<StateMarker> markers;

    private VersionChoice(PruneRequest request, Account account, List<StateMarker> markers) {
        this.versions = account.versions().versions(request.function());
        this.newest = Math.max(0, versions.size() - request.keepVersions());
        this.aliases = account.aliases().aliases(request.function());
        this.uses = account.usage().uses(request.function());
        this.markers = markers.stream()
                .filter(marker -> marker.function().equals(request.function()))
                .toList();
    }

    /** Reads what there is. */
    static VersionChoice of(PruneRequest request, Account account, List<StateMarker> markers) {
        return new VersionChoice(request, account, markers);
    }

    List<PublishedVersion> versions() {
        return versions;
    }

    /** When the oldest of the newest versions was published; nothing if no version is older than those. */
    Optional<Instant> cutOff() {
        return newest == 0 ? Optional.empty() : Optional.of(versions.get(newest).modified());
    }

    /** Why a version stays; nothing if it need not. */
    List<Reason> reasons(PublishedVersion published) {
        String number = published.version().version();
        List<Reason> reasons = new ArrayList<>();
        aliases.forEach(alias -> aliasReason(alias, number).ifPresent(reasons::add));
        uses.stream()
                .filter(use -> use.version().equals(number))
                .map(use -> Reason.of(
                        switch (use.by()) {
                            case PROVISIONED_CONCURRENCY -> Kind.PROVISIONED_CONCURRENCY;
                            case EVENT_SOURCE -> Kind.EVENT_SOURCE;
                        }))
                .forEach(reasons::add);
        markers.stream()
                .filter(marker -> marker.versions().contains(number))
                .map(marker -> recorded(marker, number))
                .filter(reason -> reasons.stream().noneMatch(other -> saysAsMuch(other, reason)))
                .forEach(reasons::add);
        if (versions.indexOf(published) >= newest) {
            reasons.add(Reason.of(Kind.NEWEST));
        }
        return List.copyOf(reasons);
    }

    private static Optional<Reason> aliasReason(NamedAlias alias, String number) {
        return Stream.of(
                        alias.version().equals(number) ? Kind.ALIAS : Kind.NEWEST,
                        alias.weights().containsKey(number) ? Kind.WEIGHT : Kind.NEWEST)
                .filter(kind -> kind != Kind.NEWEST)
                .findFirst()
                .map(kind -> new Reason(kind, alias.name()));
    }

    private static Reason recorded(StateMarker marker, String number) {
        return new Reason(marker.version().equals(number) ? Kind.RECORDED_LIVE : Kind.RECORDED_BEFORE, marker.alias());
    }

    /** That an alias points to a version, and that this is recorded, is one reason. */
    private static boolean saysAsMuch(Reason alias, Reason recorded) {
        return alias.kind() == Kind.ALIAS
                && recorded.kind() == Kind.RECORDED_LIVE
                && alias.name().equals(recorded.name());
    }
}
