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
    private final Turn turn;
    private final Together reads = Together.reading();
    private final Together writes = Together.finishing(UploadStage.PATIENCE);
    private final Pending<Optional<Guess>> guess;
    private final Pending<Optional<Archive>> zip;
    private final Pending<Optional<UploadStage.Kept>> kept;
    private Pending<Optional<LeaseStore.Reading>> look;

    /** Where only what is live tells what is shipped, no more can be done than to look whether somebody else changes it. */
    HeadStart(Ports ports, LambdaProject project) {
        this.ports = ports;
        this.project = project;
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
        this.turn = turnOf(ports, project);
        this.guess = attempt(reads, "reading the code", this::guess);
        Pending<Optional<Turn>> taken = attempt(writes, "taking the lease", this::takeTurn);
        this.look = looking(taken::get);
        this.zip = attempt(reads, "zipping the code", () -> changed().map(files -> zip(files, folder)));
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
     */
    private record Guess(LastLook last, SourceFiles files) {
        boolean isChanged() {
            return !files.fingerprint(last.architecture()).equals(last.sources());
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
                .map(last -> new Guess(last, SourceFiles.read(project, last.runtime())));
    }

    private Optional<Guess> changed() {
        return guess.get()
                .filter(made -> made.files().tree().bytes() <= LARGEST_TREE)
                .filter(Guess::isChanged);
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

    /** What became of just this zip, if it has been kept. */
    Optional<UploadStage.Kept> kept(Archive archive) {
        return zip.get().filter(made -> made.file().equals(archive.file())).flatMap(made -> kept.get());
    }

    /** This run's turn, which may have come. */
    Turn turn() {
        return turn;
    }

    /** What was seen of the lease; nothing if this run has it. */
    Optional<LeaseStore.Reading> look() {
        return look.get();
    }

    /** Lets others have their turn, as this run will not need it for some time. */
    void giveBack() {
        Pending<Optional<LeaseStore.Reading>> before = look;
        look = writes.start(
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
     * Keeps what the function is now, for the head start of the next run.
     *
     * @param sources what is live
     * @param changed whether this run changed it, and had its turn for that
     */
    void remember(FunctionVersion latest, Sha256 sources, boolean changed) {
        boolean known = !changed
                && guess.get()
                        .filter(made -> made.files().runtime().equals(latest.runtime())
                                && made.last().architecture() == latest.architecture()
                                && made.last().sources().equals(sources))
                        .isPresent();
        if (known) {
            return;
        }
        Optional<String> lease = changed ? turn.left() : look().flatMap(ports.leases()::left);
        lease.map(mark -> new LastLook(latest.runtime(), latest.architecture(), sources, mark))
                .ifPresent(now -> ports.cache().looks().keep(marker(), now));
    }

    private ArtifactKey marker() {
        return project.keys().marker(project.target().alias());
    }

    /** Gives back what was taken and is not needed. */
    @Override
    public void close() {
        reads.close();
        writes.close();
        turn.close();
    }
}
