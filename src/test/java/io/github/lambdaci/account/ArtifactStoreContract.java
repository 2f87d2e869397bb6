package io.github.lambdaci.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.Archive;
import io.github.lambdaci.artifact.ArtifactKey;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.artifact.Stretch;
import io.github.lambdaci.failure.AwsException;
import io.github.lambdaci.testing.Gap;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every artifact store does. */
public abstract class ArtifactStoreContract extends PortContract {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsReadWhereNothingIs() {
        assertThat(aws().store().read(aws().key(unique("missing")))).isEmpty();
        assertThat(aws().store().find(aws().key(unique("missing")))).isEmpty();
    }

    @Test
    void whatWasWrittenLastIsRead() {
        ArtifactKey key = aws().key(unique("latest") + ".json");

        aws().store().write(bytes("first"), key);
        aws().store().write(bytes("{\"ä\": 1}"), key);

        assertThat(aws().store().read(key)).hasValue(bytes("{\"ä\": 1}"));
    }

    @Test
    void whatNobodyHasWrittenMeanwhileIsReplaced() {
        ArtifactKey key = aws().key(unique("contested") + ".json");
        assertThat(aws().store().readMarked(key)).isEmpty();

        assertThat(aws().store().writeUnlessChanged(bytes("first"), key, Optional.empty()))
                .isTrue();
        ArtifactStore.Marked first = aws().store().readMarked(key).orElseThrow();
        assertThat(aws().store().writeUnlessChanged(bytes("second"), key, Optional.of(first.mark())))
                .isTrue();

        ArtifactStore.Marked second = aws().store().readMarked(key).orElseThrow();
        assertThat(second.content()).isEqualTo(bytes("second"));
        assertThat(second.mark()).isNotEqualTo(first.mark());
    }

    @Test
    void whatSomebodyElseHasWrittenMeanwhileStays() {
        ArtifactKey key = aws().key(unique("contested") + ".json");
        aws().store().write(bytes("first"), key);
        ArtifactStore.Marked first = aws().store().readMarked(key).orElseThrow();
        aws().store().write(bytes("somebody else's"), key);

        assertThat(aws().store().writeUnlessChanged(bytes("mine"), key, Optional.of(first.mark())))
                .isFalse();
        assertThat(aws().store().writeUnlessChanged(bytes("mine"), key, Optional.empty()))
                .isFalse();

        assertThat(aws().store().read(key)).hasValue(bytes("somebody else's"));
    }

    @Test
    void objectsAreListedByTheBeginningOfTheirKeys() {
        String folderName = unique("folder");
        StoredArtifact second = stored(folderName + "/b ü+/app.zip", "second");
        StoredArtifact first = stored(folderName + "/a/app.zip", "first");
        stored(folderName + "-other/app.zip", "other");

        List<ListedArtifact> listed = aws().listing().list(aws().key(folderName + "/"));

        assertThat(listed).extracting(ListedArtifact::key).containsExactly(first.key(), second.key());
        assertThat(listed.get(0).bytes()).isEqualTo(first.bytes());
        assertThat(listed.get(0).modified()).isAfter(java.time.Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(aws().listing().list(aws().key(unique("nothing")))).isEmpty();
    }

    @Test
    void deletedObjectIsGoneButItsVersionStays() {
        StoredArtifact stored = stored("code");
        ListedArtifact listed = aws().listing().list(stored.key()).get(0);

        assertThat(aws().listing().delete(listed)).isEqualTo(Removal.DONE);
        assertThat(aws().listing().delete(listed)).isEqualTo(Removal.DONE);

        assertThat(aws().store().find(stored.key())).isEmpty();
        assertThat(aws().listing().list(stored.key())).isEmpty();
        Path target = folder.resolve(unique("download") + ".zip");
        aws().store().download(stored, target);
        assertThat(target).exists();
    }

    @Test
    void objectThatWasWrittenMeanwhileIsNotDeleted() {
        needs(Gap.CONDITIONAL_DELETES);
        StoredArtifact stored = stored("code");
        ListedArtifact listed = aws().listing().list(stored.key()).get(0);
        Archive other = zip("written by somebody else");
        aws().store().upload(other, stored.key(), metadata(other));

        assertThat(aws().listing().delete(listed)).isEqualTo(Removal.STILL_USED);

        assertThat(aws().store().find(stored.key())).isPresent();
    }

    private StoredArtifact stored(String key, String text) {
        Archive archive = zip(text);
        return aws().store().upload(archive, aws().key(key), metadata(archive));
    }

    @Test
    void emptyContentCanBeWritten() {
        ArtifactKey key = aws().key(unique("requirements") + ".txt");

        aws().store().write(new byte[0], key);

        assertThat(aws().store().read(key)).hasValue(new byte[0]);
    }

    @Test
    void uploadedArtifactIsFoundWithItsMetadata() {
        Archive archive = zip("code");
        ArtifactKey key = aws().key(unique("app") + ".zip");
        ArtifactMetadata metadata = new ArtifactMetadata(
                archive.sha256(),
                archive.unzippedBytes(),
                "feature/ünïcode+1%20",
                Optional.of(Sha256.of(bytes("deps"))));

        StoredArtifact uploaded = aws().store().upload(archive, key, metadata);

        assertThat(uploaded.metadata()).isEqualTo(metadata);
        assertThat(uploaded.bytes()).isEqualTo(archive.bytes());
        assertThat(uploaded.versionId()).isPresent();
        assertThat(aws().store().find(key)).hasValue(uploaded);
    }

    @Test
    void uploadedBytesAreThoseOfTheFile() throws Exception {
        Archive archive = zip("code");
        ArtifactKey key = aws().key(unique("app") + ".zip");

        aws().store().upload(archive, key, metadata(archive));

        assertThat(aws().store().read(key)).hasValue(Files.readAllBytes(archive.file()));
    }

    @Test
    void aZipThatIsInSeveralFilesIsUploadedAsOne() throws Exception {
        Archive archive = zip("code");
        byte[] all = Files.readAllBytes(archive.file());
        Path first = archive(Arrays.copyOf(all, 30), 0).file();
        Path second = archive(Arrays.copyOfRange(all, 20, all.length), 0).file();
        Archive divided = new Archive(
                second,
                List.of(new Stretch(first, 0, 25), new Stretch(second, 5, all.length - 25)),
                archive.sha256(),
                archive.bytes(),
                archive.unzippedBytes(),
                archive.entries());
        ArtifactKey key = aws().key(unique("app") + ".zip");

        aws().store().upload(divided, key, metadata(divided));

        assertThat(aws().store().read(key)).hasValue(all);
    }

    @Test
    void objectWithoutMetadataIsNoArtifact() {
        ArtifactKey key = aws().key(unique("foreign") + ".zip");

        aws().store().write(bytes("somebody else's"), key);

        assertThat(aws().store().find(key)).isEmpty();
    }

    @Test
    void uploadOfOtherBytesThanWereHashedIsRefused() {
        needs(Gap.CHECKSUMS);
        Archive archive = zip("code");
        Archive wrong = new Archive(
                archive.file(), Sha256.of(bytes("other")), archive.bytes(), archive.unzippedBytes(), archive.entries());
        ArtifactKey key = aws().key(unique("app") + ".zip");

        assertThatThrownBy(() -> aws().store().upload(wrong, key, metadata(wrong)))
                .isInstanceOf(AwsException.class);
        assertThat(aws().store().find(key)).isEmpty();
    }

    @Test
    void copyHasTheSameBytesAndItsOwnMetadata() {
        StoredArtifact original = stored("code");
        ArtifactKey key = aws().key(unique("copy") + ".zip");
        ArtifactMetadata metadata = new ArtifactMetadata(original.sha256(), 4, "2.0", Optional.empty());

        StoredArtifact copy = aws().store().copy(original, key, metadata);

        assertThat(copy.metadata()).isEqualTo(metadata);
        assertThat(aws().store().find(key)).hasValue(copy);
        assertThat(aws().store().read(key).orElseThrow())
                .isEqualTo(aws().store().read(original.key()).orElseThrow());
    }

    @Test
    void keysMayHaveAnyCharactersThatGitRefsHave() {
        Archive archive = zip("code");
        ArtifactKey odd = aws().key(unique("feature") + "/a+b & ü=1%20,;@{x}'\"$!()#/app.zip");
        ArtifactKey copy = new ArtifactKey(odd.bucket(), odd.key() + "+copy");

        StoredArtifact uploaded = aws().store().upload(archive, odd, metadata(archive));
        aws().store().copy(uploaded, copy, metadata(archive));

        assertThat(aws().store().find(odd)).hasValue(uploaded);
        assertThat(aws().store().find(copy).map(StoredArtifact::sha256)).hasValue(archive.sha256());
    }

    @Test
    void copyIsOfTheVersionThatWasFound() {
        StoredArtifact found = stored("found");
        Archive other = zip("written later by somebody else");
        aws().store().upload(other, found.key(), metadata(other));
        ArtifactKey key = aws().key(unique("copy") + ".zip");

        aws().store().copy(found, key, found.metadata());

        assertThat(Sha256.of(aws().store().read(key).orElseThrow())).isEqualTo(found.sha256());
    }

    @Test
    void downloadHasTheBytesOfTheVersionThatWasFound() throws Exception {
        StoredArtifact found = stored("found");
        Archive other = zip("written later by somebody else");
        aws().store().upload(other, found.key(), metadata(other));
        Path target = folder.resolve(unique("download") + ".zip");

        aws().store().download(found, target);

        assertThat(Sha256.of(target)).isEqualTo(found.sha256());
        assertThat(Files.size(target)).isEqualTo(found.bytes());
    }

    @Test
    void downloadOfOtherBytesThanWereStoredIsRefused() throws Exception {
        StoredArtifact stored = stored("code");
        StoredArtifact expected = new StoredArtifact(
                stored.key(),
                stored.versionId(),
                stored.bytes(),
                new ArtifactMetadata(Sha256.of(bytes("other")), 4, "1.0", Optional.empty()));
        Path target = folder.resolve(unique("download") + ".zip");

        assertThatThrownBy(() -> aws().store().download(expected, target))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(stored.key().key());
    }

    @Test
    void downloadOfWhatIsGoneIsRefused() throws Exception {
        StoredArtifact stored = stored("code");
        StoredArtifact gone =
                new StoredArtifact(aws().key(unique("gone")), Optional.empty(), stored.bytes(), stored.metadata());
        Path target = folder.resolve(unique("download") + ".zip");

        assertThatThrownBy(() -> aws().store().download(gone, target))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(gone.key().key());
        assertThat(target).doesNotExist();
    }

    @Test
    void copyOfWhatIsGoneIsRefused() {
        StoredArtifact stored = stored("code");
        StoredArtifact gone =
                new StoredArtifact(aws().key(unique("gone")), Optional.empty(), stored.bytes(), stored.metadata());

        assertThatThrownBy(() -> aws().store().copy(gone, aws().key(unique("copy")), gone.metadata()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining(gone.key().key());
    }
}
