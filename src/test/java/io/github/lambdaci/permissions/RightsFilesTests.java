package io.github.lambdaci.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Files that are made of the list of rights; {@code -Dgolden.update} writes them. */
class RightsFilesTests {
    private static final Path TERRAFORM = Path.of("terraform/modules/lambda-ci-policy/rights.json");
    private static final Path DOCUMENT = Path.of("docs/operating.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(?<=<!-- rights -->\n).*?(?=<!-- end of rights -->)");

    private static boolean updating() {
        return System.getProperty("golden.update") != null;
    }

    @Test
    void terraformsPolicyIsMadeOfTheSameList() throws IOException {
        if (updating()) {
            Files.writeString(TERRAFORM, json());
        }
        assertThat(Files.readString(TERRAFORM)).isEqualTo(json());
    }

    private static String json() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode rights = mapper.createArrayNode();
        for (Resource resource : Resource.values()) {
            Rights.ALL.stream().filter(right -> right.on() == resource).forEach(right -> {
                ObjectNode node = rights.addObject().put("action", right.action());
                resource.templates().forEach(node.withArray("resources")::add);
                node.putArray("key_prefixes").addAll(texts(mapper, resource.keyPrefixes()));
                node.putArray("needs").addAll(texts(mapper, words(right)));
            });
        }
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return mapper.writer(printer).writeValueAsString(rights) + "\n";
    }

    private static ArrayNode texts(ObjectMapper mapper, List<String> texts) {
        ArrayNode array = mapper.createArrayNode();
        texts.forEach(array::add);
        return array;
    }

    private static List<String> words(Right right) {
        return Arrays.stream(Need.values())
                .filter(right.needs()::contains)
                .map(Need::word)
                .toList();
    }

    @Test
    void tableOfRightsIsUpToDate() throws IOException {
        String document = Files.readString(DOCUMENT);
        if (updating()) {
            document = TABLE.matcher(document).replaceFirst(Matcher.quoteReplacement(table()));
            Files.writeString(DOCUMENT, document);
        }
        Matcher found = TABLE.matcher(document);
        assertThat(found.find()).as("the comments around the table").isTrue();
        assertThat(found.group()).isEqualTo(table());
    }

    private static String table() {
        return Rights.ALL.stream()
                .map(right -> "| `" + right.action() + "` | "
                        + right.on().templates().stream()
                                .map(template -> "`" + template.replaceFirst("^arn:\\{partition}:[a-z0-9]+:", "") + "`")
                                .collect(Collectors.joining(", "))
                        + " | " + String.join(", ", words(right)) + " | " + right.without() + " |\n")
                .collect(Collectors.joining("", "| right | on | for | without it |\n|---|---|---|---|\n", ""));
    }
}
