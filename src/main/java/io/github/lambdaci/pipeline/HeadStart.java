package io.github.lambdaci.pipeline;

import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LeaseStore;
import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.cache.LastLook;
import io.github.lambdaci.concurrent.Pending;
import io.github.lambdaci.concurrent.Together;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.lease.Holder;
import io.github.lambdaci.lease.LeaseRequest;
import io.github.lambdaci.lease.Turn;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a run does while AWS is still asked what is live: it looks whether somebody else changes the function, and reads the
 * sources. If these are not what this machine last saw live, it takes its turn, makes their zip and keeps that. None of it changes
 * anything for anybody. What goes wrong is done again, and told, where it is needed.
 */
final class HeadStart implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeadStart.class);

    /** The bytes of a tree; whoever waits should not wait for a larger one to be zipped and sent. */
    private static final long LARGEST_TREE = 4L << 20;

    private final Ports ports;
    private final LambdaProject project;
    private final boolean remembers;
    private final Turn turn;
    private final Together reads = Together.reading();
    private final Together writes = Together.writing(UploadStage.PATIENCE);
    /** Whether the lease was taken has to be known, in order to give it back. */
    private final Together turns = Together.finishing(UploadStage.PATIENCE);

    private final Pending<Optional<Guess>> guess;
    private final Pending<Optional<Archive>> zip;
    private final Pending<Optional<UploadStage.Kept>> kept;
    private Pending<Optional<LeaseStore.Reading>> look;

    /** Where only what is live tells what is shipped, no more can be done than to look whether somebody else changes it. */
    HeadStart(Ports ports, LambdaProject project) {
        this.ports = ports;
        this.project = project;
        this.remembers = false;
        this.turn = turnOf(ports, project);
        this.guess = Pending.of(Optional.empty());
        this.zip = Pending.of(Optional.empty());
        this.kept = Pending.of(Optional.empty());
        this.look = looking(Optional::empty);
    }

    /**
     * For sources.
     *
     * @param folder a folder for what is made
     */
    HeadStart(Ports ports, LambdaProject project, UploadStage upload, Path folder) {
        this.ports = ports;
        this.project = project;
        this.remembers = ports.cache().looks().areKept();
        this.turn = turnOf(ports, project);
        this.guess = attempt(reads, "reading the code", this::guess);
        Pending<Optional<Turn>> taken = attempt(turns, "taking the lease", this::takeTurn);
        this.look = looking(taken::get);
        this.zip = attempt(writes, "zipping the code", () -> changed().map(files -> zip(files, folder)));
        this.kept = attempt(
                writes,
                "uploading the code",
                () -> zip.get()
                        .map(archive ->
                                upload.keep(project, new Code.Local(archive, Optional.empty(), Optional.empty()))));
    }

    /**
     * Sources, and what was live when this machine looked last.
     *
     * @param files read for the runtime that the function had then
     * @param worthwhile whether they are others, and few enough to be zipped at once
     */
    private record Guess(LastLook last, SourceFiles files, boolean worthwhile) {
        static Guess of(LastLook last, SourceFiles files) {
            boolean worthwhile = files.tree().bytes() <= LARGEST_TREE
                    && !files.fingerprint(last.architecture()).equals(last.sources());
            return new Guess(last, files, worthwhile);
        }
    }

    private static Turn turnOf(Ports ports, LambdaProject project) {
        String version = project.sourceVersion().value();
        return ports.leases().turn(new LeaseRequest(project.keys(), "release", Optional.of(version)));
    }

    private static <T> Pending<Optional<T>> attempt(Together together, String what, Supplier<Optional<T>> doing) {
        return together.start(what, () -> {
            try {
                return doing.get();
            } catch (LambdaCiException e) {
                LOG.debug("{} ahead of time failed: {}", what, e.getMessage());
                return Optional.empty();
            }
        });
    }

    private Optional<Guess> guess() {
        return ports.cache()
                .looks()
                .of(marker())
                .filter(last -> SourceFiles.areShippedAsTheyAre(project, last.runtime()))
                .map(last -> Guess.of(last, SourceFiles.read(project, last.runtime())));
    }

    private Optional<Guess> changed() {
        return guess.get().filter(Guess::worthwhile);
    }

    private Optional<Turn> takeTurn() {
        changed()
                .ifPresent(made ->
                        turn.tryAtOnce(made.last().lease(), ports.clock().instant()));
        return Optional.of(turn).filter(Turn::isHeld);
    }

    private Pending<Optional<LeaseStore.Reading>> looking(Supplier<Optional<Turn>> taken) {
        return reads.start(
                "looking whether somebody else changes it",
                () -> taken.get().isPresent()
                        ? Optional.empty()
                        : Optional.of(ports.leases().look(project.keys())));
    }

    private Archive zip(Guess made, Path folder) {
        return SourceZip.write(
                project,
                made.files().tree(),
                folder.resolve("ahead.zip"),
                ports.cache().zips());
    }

    /** The sources, if they have been read as they are needed. */
    Optional<SourceFiles> files(LambdaRuntime runtime, Set<Path> filesOfLayer) {
        return guess.get()
                .map(Guess::files)
                .filter(read ->
                        read.runtime().equals(runtime) && read.filesOfLayer().equals(filesOfLayer));
    }

    /** The zip of just these sources, if it has been made. */
    Optional<Archive> zip(HashedTree tree) {
        return guess.get().filter(made -> made.files().tree() == tree).flatMap(made -> zip.get());
    }

    /** What became of just this zip, if it has been kept; another one is not on its way to the same key any more. */
    Optional<UploadStage.Kept> kept(Archive archive) {
        Optional<UploadStage.Kept> done = kept.get();
        return zip.get().filter(made -> made.file().equals(archive.file())).flatMap(made -> done);
    }

    /** This run's turn, which may have come. */
    Turn turn() {
        return turn;
    }

    /** What was seen of the lease; nothing if this run has it. */
    Optional<LeaseStore.Reading> look() {
        return look.get();
    }

    /** Whoever had the lease so shortly before that what this run has read may be from before. */
    Optional<Holder> justLeft() {
        return look().flatMap(turn::justLeft);
    }

    /** Lets others have their turn, as this run will not need it for some time. */
    void giveBack() {
        Pending<Optional<LeaseStore.Reading>> before = look;
        look = turns.start(
                "giving the lease back",
                () -> before.get().or(() -> {
                    turn.close();
                    return Optional.of(ports.leases().look(project.keys()));
                }));
    }

    /** Takes the turn again that this run has just given back, if nobody else has it by now. */
    void takeTurnAgain() {
        turn.resume(ports.clock().instant());
    }

    /**
     * Keeps what the function is now, for the head start of the next run; the turn is over.
     *
     * @param live the fingerprint of the sources that are live, if they make the code; nothing leaves what is known of them
     * @param changed whether this run had something to change
     */
    void remember(FunctionVersion latest, Optional<Sha256> live, boolean changed) {
        if (!remembers || (!changed && isKnown(latest, live))) {
            return;
        }
        try {
            turn.close();
            Optional<Sha256> sources =
                    live.or(() -> guess.get().map(made -> made.last().sources()));
            Optional<String> lease = turn.left().or(() -> look().flatMap(ports.leases()::left));
            if (sources.isPresent() && lease.isPresent()) {
                LastLook now = new LastLook(latest.runtime(), latest.architecture(), sources.get(), lease.get());
                ports.cache().looks().keep(marker(), now);
            }
        } catch (LambdaCiException e) {
            LOG.debug("what the function is now is not noted: {}", e.getMessage());
        }
    }

    private boolean isKnown(FunctionVersion latest, Optional<Sha256> sources) {
        return guess.get()
                .filter(made -> made.files().runtime().equals(latest.runtime())
                        && made.last().architecture() == latest.architecture()
                        && Optional.of(made.last().sources()).equals(sources))
                .isPresent();
    }

    private ArtifactKey marker() {
        return project.keys().marker(project.target().alias());
    }

    /** Gives back what was taken and is not needed. */
    @Override
    public void close() {
        reads.close();
        turns.close();
        turn.close();
        writes.close();
    }
}
