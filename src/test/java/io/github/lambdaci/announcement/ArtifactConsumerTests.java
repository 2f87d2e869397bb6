package io.github.lambdaci.announcement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** The function that receives artifacts is the same in Terraform and in CloudFormation; {@code -Dgolden.update} writes it. */
final class ArtifactConsumerTests {
    private static final Path CODE = Path.of("terraform/modules/artifact-consumer/index.py");
    private static final Path ZIP = CODE.resolveSibling("index.zip");
    private static final Path TEMPLATE = Path.of("cloudformation/artifact-consumer.yml");
    private static final Pattern INLINE = Pattern.compile("(?s)(?<=        ZipFile: \\|\\n).*?(?=\\n  EventSource:)");
    /** AWS's user guide, "AWS::Lambda::Function Code". */
    private static final int MOST_CHARACTERS = 4096;

    private static boolean updating() {
        return System.getProperty("golden.update") != null;
    }

    private static String code() throws IOException {
        return Files.readString(CODE);
    }

    @Test
    void terraformsPackageHoldsTheCode() throws IOException {
        if (updating()) {
            Files.write(ZIP, zipped());
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ZIP))) {
            assertThat(zip.getNextEntry().getName()).isEqualTo("index.py");
            assertThat(new String(zip.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(code());
            assertThat(zip.getNextEntry()).isNull();
        }
    }

    private static byte[] zipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry("index.py");
            entry.setTimeLocal(LocalDateTime.of(1980, 2, 1, 0, 0));
            zip.putNextEntry(entry);
            zip.write(code().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void templateHoldsTheCodeInline() throws IOException {
        String template = Files.readString(TEMPLATE);
        String inline = code().lines()
                .map(line -> line.isEmpty() ? "\n" : "          " + line + "\n")
                .reduce("", String::concat);
        if (updating()) {
            template = INLINE.matcher(template).replaceFirst(Matcher.quoteReplacement(inline));
            Files.writeString(TEMPLATE, template);
        }
        Matcher found = INLINE.matcher(template);
        assertThat(found.find()).isTrue();
        assertThat(found.group()).isEqualTo(inline);
    }

    @Test
    void codeIsShortEnoughToBeInline() throws IOException {
        assertThat(code()).hasSizeLessThanOrEqualTo(MOST_CHARACTERS).isASCII();
    }
}
