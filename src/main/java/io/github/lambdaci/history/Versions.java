package io.github.lambdaci.history;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.account.NamedAlias;
import io.github.lambdaci.account.PublishedVersion;
import io.github.lambdaci.history.ReleasedVersion.Note;
import io.github.lambdaci.history.ReleasedVersion.Traffic;
import io.github.lambdaci.pipeline.StateMarker;
import io.github.lambdaci.pipeline.StateMarkers;
import io.github.lambdaci.project.LambdaProject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists the published versions of a function with what is known of them. */
public final class Versions {
    private final Account account;

    /** Nothing is asked of the account yet. */
    public Versions(Account account) {
        this.account = account;
    }

    /**
     * Lists the newest versions.
     *
     * @param limit how many at most
     */
    public VersionList newest(LambdaProject.Target target, int limit) {
        // Says so if there is no such function.
        account.functions().state(target.function());
        List<ReleasedVersion> all = new ArrayList<>(all(target, marker(target)));
        Collections.reverse(all);
        int shown = Math.min(limit, all.size());
        return new VersionList(target, List.copyOf(all.subList(0, shown)), all.size() - shown);
    }

    /** All versions, oldest first. */
    List<ReleasedVersion> all(LambdaProject.Target target, Optional<StateMarker> marker) {
        List<NamedAlias> aliases = account.aliases().aliases(target.function());
        ReleaseHistory history = new ReleaseHistory(marker);
        return account.versions().versions(target.function()).stream()
                .map(version -> released(version, target, aliases, history))
                .toList();
    }

    private Optional<StateMarker> marker(LambdaProject.Target target) {
        return new StateMarkers(account.store())
                .read(Recorded.markerKey(target))
                .map(marker -> account.aliases()
                        .alias(target.function(), target.alias())
                        .map(marker::asOf)
                        .orElse(marker));
    }

    private static ReleasedVersion released(
            PublishedVersion published, LambdaProject.Target target, List<NamedAlias> aliases, ReleaseHistory history) {
        String number = published.version().version();
        Set<Note> notes = EnumSet.noneOf(Note.class);
        if (history.isRolledBack(number)) {
            notes.add(Note.ROLLED_BACK);
        } else if (history.marker()
                .flatMap(StateMarker::previousVersion)
                .filter(number::equals)
                .isPresent()) {
            notes.add(Note.LIVE_BEFORE);
        }
        return new ReleasedVersion(
                published,
                history.sourceVersion(published),
                history.provenance(number),
                ownLayer(published.version(), target.layer()),
                traffic(number, aliases),
                notes);
    }

    static Optional<LayerVersionArn> ownLayer(FunctionVersion version, String layerName) {
        String own = version.layerArn(layerName);
        return version.layers().stream()
                .filter(layer -> layer.layerArn().equals(own))
                .findFirst();
    }

    private static List<Traffic> traffic(String number, List<NamedAlias> aliases) {
        List<Traffic> traffic = new ArrayList<>();
        for (NamedAlias alias : aliases) {
            double elsewhere = alias.weights().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            if (alias.version().equals(number)) {
                traffic.add(new Traffic(alias.name(), 1 - elsewhere));
            }
            Optional.ofNullable(alias.weights().get(number))
                    .ifPresent(share -> traffic.add(new Traffic(alias.name(), share)));
        }
        return List.copyOf(traffic);
    }
}
