package io.github.lambdaci.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lambdaci.artifact.FileTree;
import io.github.lambdaci.failure.ProjectException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets are put together here, so that no other scan takes this file for one. */
class SecretScanTests {
    private static final String RANDOM = "q7Zt2Lk9Xw4Rb8Vn1Mc6Hs3Jd5Gf0PyTaUeIoBxC";
    private static final String SECRET_KEY = "Zx8/" + RANDOM.substring(0, 36);
    private static final String BODY = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
    private static final String DASHES = "-----";

    @TempDir
    Path root;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVATE KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "DSA PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "OPENSSH PRIVATE KEY",
                "PGP PRIVATE KEY BLOCK"
            })
    void privateKeysOfEveryKindAreFound(String kind) throws IOException {
        write("keys/any", pem(kind, "\n" + BODY));
        assertThat(findings()).containsExactly("keys/any, line 1: private key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\r\n",
                "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\n",
                "\nVersion: GnuPG v2\n\n",
                "\\n",
                "\\n\" +\n    \"",
                "\\n'\n    '",
                "\n    "
            })
    void privateKeysInProgramsAndWithHeadersAreFound(String between) throws IOException {
        write("app.py", "import os\nKEY = \"" + pem("RSA PRIVATE KEY", between + BODY));
        assertThat(findings()).containsExactly("app.py, line 2: private key");
    }

    @Test
    void secretsFarDownInAFileAreFoundWhereverItIsDividedToRead() throws IOException {
        String token = "npm_" + RANDOM.substring(0, 36);
        for (int before = 0; before < 8; before++) {
            write("app.js", " ".repeat((1 << 16) - before) + "\n" + token);
            assertThat(findings()).containsExactly("app.js, line 2: npm token");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GitHub token, ghp_, 36",
        "GitHub token, ghs_, 36",
        "GitLab token, glpat-, 20",
        "Slack token, xoxb-, 40",
        "npm token, npm_, 36",
        "Stripe key, sk_live_, 24"
    })
    void tokensAreFoundByTheirPrefixes(String kind, String prefix, int length) throws IOException {
        write("settings.yaml", "a: 1\nb: 2\ntoken: " + prefix + RANDOM.substring(0, length) + "\n");
        assertThat(findings()).containsExactly("settings.yaml, line 3: " + kind);
    }

    @Test
    void longTokensAreFound() throws IOException {
        write("a", "github_pat" + "_" + RANDOM.substring(0, 22) + "_" + RANDOM + RANDOM.substring(0, 19));
        write("b", "pypi" + "-AgEIcHlwaS5vcmc" + RANDOM + RANDOM);
        write("c", "https://hooks.slack" + ".com/services/T01ABCDEF/B01ABCDEF/" + RANDOM.substring(0, 24));
        write("d", "PuTTY-User-Key-" + "File-3: ssh-ed25519\nEncryption: none\n");
        assertThat(findings())
                .containsExactly(
                        "a, line 1: GitHub token",
                        "b, line 1: PyPI token",
                        "c, line 1: Slack webhook",
                        "d, line 1: PuTTY private key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n",
                "Access key ID,Secret access key\n%s,%s\n",
                "{\n\"accessKeyId\": \"%s\", \"secretAccessKey\": \"%s\"}"
            })
    void awsKeysAreFoundWithTheirSecrets(String form) throws IOException {
        write("credentials", form.formatted("AKIA" + "Q3EGRZ2LKXW4B7VN", SECRET_KEY));
        assertThat(findings()).containsExactly("credentials, line 2: AWS access key with its secret");
    }

    @Test
    void googleServiceAccountsAreFound() throws IOException {
        write(
                "sa.json",
                "{\"type\": \"service_account\",\n\"private_key\": \"" + pem("PRIVATE KEY", "\\n" + BODY) + "\"}");
        assertThat(findings()).containsExactly("sa.json, line 2: Google service account key");
    }

    @Test
    void whatIsNoSecretIsNotTakenForOne() throws IOException {
        write("ca.pem", DASHES + "BEGIN CERTIFICATE" + DASHES + "\n" + BODY);
        write("public.pem", DASHES + "BEGIN PUBLIC KEY" + DASHES + "\n" + BODY);
        write("check.py", "if key.startswith('" + DASHES + "BEGIN PRIVATE KEY" + DASHES + "'):\n    load(key)\n");
        write("README.md", DASHES + "BEGIN PRIVATE KEY" + DASHES + "\nMIIEvQ...\n" + DASHES + "END");
        write("example.ini", "aws_access_key_id = AKIA" + "IOSFODNN7EXAMPLE\nsecret = " + SECRET_KEY);
        write("lonely.ini", "aws_access_key_id = AKIA" + "Q3EGRZ2LKXW4B7VN\ncommit = " + "0a".repeat(20));
        write("placeholder.sh", "TOKEN=ghp_" + "x".repeat(36) + "\nOTHER=glpat-" + "x".repeat(20));
        write("names.js", "const npm_" + "a".repeat(20) + " = my_ghp_" + RANDOM.substring(0, 36));
        write("styles.css", ".glrt-" + "some-long-class-name-of-styles {}");
        assertThat(findings()).isEmpty();
    }

    @Test
    void binariesLargeFilesAndKeptLinksAreNotLookedAt() throws IOException {
        String key = pem("PRIVATE KEY", "\n" + BODY);
        write("library.so", "\0" + key);
        write("bundle.js", key + "x".repeat(5_000_000));
        assertThat(findings()).isEmpty();
        write("key", key);
        Files.createSymbolicLink(root.resolve("link"), Path.of("key"));
        assertThat(findings()).containsExactly("key, line 1: private key");
    }

    @Test
    void keysOfInstalledPackagesAreNotTheProjects() throws IOException {
        String key = pem("PRIVATE KEY", "\n" + BODY);
        write("vendor/tornado-6.4.dist-info/RECORD", "tornado/test/test.key,sha256=abc,1704\n\"tornado/a,b\",,\n");
        write("vendor/tornado/test/test.key", key);
        write("vendor/tornado/a,b", key);
        write("vendor/tornado/mine.key", key);
        write("node_modules/https/test/key", key);
        assertThat(findings()).containsExactly("vendor/tornado/mine.key, line 1: private key");
    }

    @Test
    void allowedFilesAreShipped() throws IOException {
        write("tests/keys/a.pem", pem("PRIVATE KEY", "\n" + BODY));
        write("b.pem", pem("PRIVATE KEY", "\n" + BODY));
        assertThat(findings("tests/")).containsExactly("b.pem, line 1: private key");
        assertThat(findings("*.pem", "!b.pem")).containsExactly("b.pem, line 1: private key");
        assertThat(findings("*.pem")).isEmpty();
    }

    @Test
    void refusalTellsWhereButNeverTheSecretAndStaysShort() throws IOException {
        for (int file = 10; file < 30; file++) {
            write("keys/" + file, pem("PRIVATE KEY", "\n" + BODY));
        }
        assertThatThrownBy(() -> look(SourceTree.of(root)))
                .isInstanceOf(ProjectException.class)
                .hasMessageStartingWith(
                        "what looks like a secret would be shipped with the code\nkeys/10, line 1: private key\n")
                .hasMessageEndingWith("\nkeys/19, line 1: private key\nand 10 more files")
                .hasMessageNotContaining(BODY.substring(0, 10))
                .extracting(error -> ((ProjectException) error).hint())
                .asString()
                .contains(".lambdaignore", "--exclude", "--allow-secret");
    }

    @Test
    void allowedSecretIsShippedByTheTree() throws IOException {
        write("key", pem("PRIVATE KEY", "\n" + BODY));
        ShippingRules rules =
                new ShippingRules(IgnorePatterns.NONE, IgnorePatterns.of(List.of("/key"), "--allow-secret"), List.of());
        assertThatCode(() -> look(SourceTree.of(root, rules))).doesNotThrowAnyException();
    }

    /** What the scan finds, one line for each file. */
    private List<String> findings(String... allowed) {
        try {
            SecretScan.refuseSecrets(FileTree.list(root), IgnorePatterns.of(List.of(allowed), "test"));
            return List.of();
        } catch (ProjectException e) {
            return String.valueOf(e.getMessage()).lines().skip(1).toList();
        }
    }

    private static String pem(String kind, String rest) {
        return DASHES + "BEGIN " + kind + DASHES + rest + "\n" + DASHES + "END " + kind + DASHES + "\n";
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void look(SourceTree tree) {
        tree.refuseSecrets(tree.listing(Set.of()).entries());
    }
}
