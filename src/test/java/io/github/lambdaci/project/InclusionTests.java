package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.HashedTree;
import io.github.lambdaci.artifact.TreeEntry;
import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.project.LeftOut.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InclusionTests {
    @TempDir
    Path repository;

    @BeforeEach
    void makeRepository() throws IOException {
        write("orders/app.py");
        write("shared/money.py");
        write("shared/deep/tax.py");
    }

    @ParameterizedTest
    @CsvSource({
        "shared, shared",
        "shared/, shared",
        "shared/deep/.., shared",
        "shared:lib, lib",
        "shared:./lib/, lib",
        "shared:a/../lib/b, lib/b",
        "shared:., ''",
        "shared/money.py, money.py",
        "shared/money.py:coins.py, coins.py",
        "shared/money.py:lib/, lib/money.py",
        "shared/money.py:., money.py"
    })
    void isShippedWhereItSays(String value, String to) {
        assertThat(inclusion(value).to()).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shared:/lib", "shared:..", "shared:../lib", "shared:lib/../../other"})
    void cannotBeOutsideOfTheZip(String value) {
        assertThatThrownBy(() -> inclusion(value))
                .isInstanceOf(ProjectException.class)
                .hasMessageEndingWith("is not a path inside of the zip");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":lib", "shared:"})
    void needsWhatAndWhere(String value) {
        assertThatThrownBy(() -> Inclusion.of(value))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("does not say what to include");
    }

    @Test
    void mustExist() {
        assertThatThrownBy(() -> inclusion("nowhere:lib"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("nowhere', which is to be included, does not exist");
    }

    @Test
    void filesAndFoldersAreShippedBesideTheCode() {
        assertThat(files("shared:lib", "shared/money.py:coins.py"))
                .isEqualTo(Map.of(
                        "app.py", "orders/app.py",
                        "coins.py", "shared/money.py",
                        "lib/money.py", "shared/money.py",
                        "lib/deep/tax.py", "shared/deep/tax.py"));
    }

    @Test
    void rulesAreAsIfItLayInTheSourcePath() throws IOException {
        write("shared/.env");
        write("shared/notes.md");
        write("shared/deep/rates.csv");
        write("shared/deep/old.csv");
        Files.writeString(repository.resolve("orders/.lambdaignore"), "*.md\n/lib/deep/old.csv\nlib/\n");
        Files.writeString(repository.resolve("shared/.lambdaignore"), "/money.py\n");
        SourceTree.Listing listing = listing(IgnorePatterns.of(List.of("lib/deep/tax.py"), "--exclude"), "shared:lib");
        assertThat(listing.entries())
                .extracting(TreeEntry::name)
                .containsExactlyInAnyOrder("app.py", "lib/deep/rates.csv");
        assertThat(listing.leftOut())
                .contains(
                        new LeftOut("lib/.env", Reason.BY_DEFAULT),
                        new LeftOut("lib/notes.md", Reason.AS_ASKED),
                        new LeftOut("lib/money.py", Reason.AS_ASKED));
    }

    @Test
    void linkInsideOfItIsKeptAndLinkOutOfItIsReplaced() throws IOException {
        write("other/rates.csv");
        Files.createSymbolicLink(repository.resolve("shared/coins.py"), Path.of("money.py"));
        Files.createSymbolicLink(repository.resolve("shared/rates.csv"), Path.of("../other/rates.csv"));
        assertThat(listing(IgnorePatterns.NONE, "shared:lib").entries())
                .filteredOn(entry -> entry.linkTarget().isPresent())
                .extracting(TreeEntry::name)
                .containsExactly("lib/coins.py");
        assertThat(files("shared:lib")).containsEntry("lib/rates.csv", "shared/rates.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "shared:., money.py, orders/money.py, shared/money.py",
        "shared/money.py:money.py/coins.py, money.py, orders/money.py, shared/money.py",
        "shared/money.py:pkg, pkg, orders/pkg/a.py, shared/money.py"
    })
    void twoFilesAtTheSamePlaceAreNamed(String value, String place, String first, String second) throws IOException {
        write("orders/money.py");
        write("orders/pkg/a.py");
        assertThatThrownBy(() -> listing(IgnorePatterns.NONE, value))
                .isInstanceOf(ProjectException.class)
                .hasMessage("'" + repository.resolve(first) + "' and '" + repository.resolve(second)
                        + "' would both be at '" + place + "' in the zip");
    }

    @Test
    void whatIsIncludedIsReadToo() throws IOException {
        ShippingRules rules =
                new ShippingRules(IgnorePatterns.NONE, IgnorePatterns.NONE, List.of(inclusion("shared:lib")));
        SourceTree sources = SourceTree.of(repository.resolve("orders"), rules);
        HashedTree tree = sources.hashedListing(Set.of()).tree();
        assertThat(tree.entries())
                .containsExactlyInAnyOrderElementsOf(sources.listing(Set.of()).entries())
                .extracting(TreeEntry::name)
                .contains("app.py", "lib/money.py")
                .isSorted();
    }

    @Test
    void folderWithNothingToShipIsRefused() throws IOException {
        write("empty/.env");
        assertThatThrownBy(() -> listing(IgnorePatterns.NONE, "empty"))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("empty', which is to be included, holds nothing to ship");
    }

    private Inclusion inclusion(String value) {
        return Inclusion.of(repository + "/" + value);
    }

    private SourceTree.Listing listing(IgnorePatterns excluded, String... values) {
        List<Inclusion> inclusions = Arrays.stream(values).map(this::inclusion).toList();
        ShippingRules rules = new ShippingRules(excluded, IgnorePatterns.NONE, inclusions);
        return SourceTree.of(repository.resolve("orders"), rules).listing(Set.of());
    }

    /** The files on disk by their names in the zip. */
    private Map<String, String> files(String... values) {
        return listing(IgnorePatterns.NONE, values).entries().stream()
                .collect(Collectors.toMap(
                        TreeEntry::name,
                        entry -> repository.relativize(entry.file()).toString()));
    }

    private void write(String name) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, name);
    }
}
