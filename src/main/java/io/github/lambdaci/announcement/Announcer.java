package io.github.lambdaci.announcement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.ArtifactLinks;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.SignedLink;
import io.github.lambdaci.account.StoredArtifact;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.ArtifactKeys;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.history.LiveArtifacts;
import io.github.lambdaci.json.JsonTree;
import io.github.lambdaci.notification.Channel;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.project.LambdaProject.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Announces what is live to those who deploy it elsewhere, and records that it did. */
public final class Announcer {
    private final Account account;
    private final Outlet outlet;
    private final AnnouncementLog log;
    private final InstantSource clock;

    /** Nothing is asked of the account yet. */
    public Announcer(Account account, Outlet outlet, AnnouncementLog log, InstantSource clock) {
        this.account = account;
        this.outlet = outlet;
        this.log = log;
        this.clock = clock;
    }

    /**
     * The way to those who are told.
     *
     * @param request what was asked for
     * @param channel takes the announcement
     * @param links by which they download
     */
    public record Outlet(AnnouncementRequest request, Channel channel, ArtifactLinks links) {}

    /**
     * Announces what a run left live, unless an earlier one did.
     *
     * @throws AwsException if it could not be announced; what is live stays so
     */
    public void announce(Release release) {
        Target target = release.project().target();
        FunctionVersion live = release.live();
        try {
            if (Announcement.isOf(recorded(target), live, outlet.request().topic())) {
                log.announcedBefore(live, outlet.request().topic());
            } else {
                FunctionVersion unused = announce(target);
            }
        } catch (AwsException | ProjectException e) {
            throw notAnnounced(target, live, e);
        }
    }

    /** Announces what is live, also if it was announced before, and returns it. */
    public FunctionVersion announce(Target target) {
        LiveArtifacts artifacts = LiveArtifacts.find(account, target);
        Announcement announcement = new Announcement(artifacts, outlet.request().topic(), clock.instant());
        List<Instant> ends = new ArrayList<>();
        outlet.channel().deliver(announcement.message(artifact -> link(artifact, ends)));
        // Last: a run that dies before announces again, and whoever was told twice has nothing to do.
        account.store().write(announcement.record().getBytes(StandardCharsets.UTF_8), key(target));
        log.announced(
                artifacts,
                outlet.request().topic(),
                ends.stream().min(Instant::compareTo).orElseThrow());
        return artifacts.live();
    }

    private SignedLink link(StoredArtifact artifact, List<Instant> ends) {
        SignedLink link = outlet.links().link(artifact, outlet.request().life());
        ends.add(link.expires());
        return link;
    }

    private JsonNode recorded(Target target) {
        return account.store()
                .read(key(target))
                .map(content -> JsonTree.readIfJson(new String(content, StandardCharsets.UTF_8)))
                .orElseGet(MissingNode::getInstance);
    }

    private static ArtifactKey key(Target target) {
        return new ArtifactKeys(target.bucket(), target.function()).announcement(target.alias());
    }

    private static AwsException notAnnounced(Target target, FunctionVersion live, LambdaCiException e) {
        return new AwsException(
                target.function() + " is live at version " + live.version() + " (alias " + target.alias()
                        + "), but it was not announced: " + e.getMessage(),
                e.hint() + "\nthen run the same command again: it announces what is live and releases nothing twice;"
                        + " without the sources, lambda-ci announce does",
                e);
    }
}
