package io.github.lambdaci.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.permissions.Policy.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The template of the pipeline allows what the list of rights says; {@code -Dgolden.update} writes it. */
class PipelineTemplateTests {
    private static final Path TEMPLATE = Path.of("cloudformation/pipeline.yml");
    private static final Map<String, String> NAMES = Map.of(
            "partition", "${AWS::Partition}",
            "region", "${AWS::Region}",
            "account", "${AWS::AccountId}",
            "function", "${FunctionName}",
            "layer", "${FunctionName}-deps",
            "bucket", "${ArtifactsBucketName}");

    /** lambda-ci releases. */
    private static final Block SHIP = new Block("ship", Set.of(Need.SHIP), action -> true);
    /** lambda-ci checks what it released, and goes back. */
    private static final Block CHECKS =
            new Block("checks", Set.of(Need.INVOKE, Need.LOGS, Need.ROLLBACK, Need.WATCH), action -> true);
    /** CloudFormation releases: lambda-ci reads, and uploads. */
    private static final Block UPLOAD =
            new Block("upload", Set.of(Need.SHIP), action -> !action.matches("lambda:(?!Get|List).*"));

    /** What the build may do in some case. */
    private record Block(String name, Set<Need> needs, Predicate<String> allowed) {
        Pattern text() {
            return Pattern.compile("(?s)(?<= # rights: " + name + "\\n).*?(?= *# end of rights)");
        }

        List<Statement> statements() {
            return Policy.of(needs, NAMES).statements().stream()
                    .map(all -> new Statement(
                            all.id(),
                            all.actions().stream().filter(allowed).toList(),
                            all.resources(),
                            all.keyPrefixes()))
                    .filter(statement -> !statement.actions().isEmpty())
                    .toList();
        }
    }

    private static Stream<Block> blocks() {
        return Stream.of(SHIP, CHECKS, UPLOAD);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void pipelinesPolicyIsMadeOfTheSameList(Block block) throws IOException {
        String expected = block.statements().stream()
                .map(PipelineTemplateTests::yaml)
                .collect(Collectors.joining())
                .indent(10);
        String template = Files.readString(TEMPLATE);
        if (System.getProperty("golden.update") != null) {
            template = block.text().matcher(template).replaceFirst(Matcher.quoteReplacement(expected));
            Files.writeString(TEMPLATE, template);
        }
        Matcher found = block.text().matcher(template);
        assertThat(found.find()).as("the comments around the statements").isTrue();
        assertThat(found.group()).isEqualTo(expected);
    }

    @Test
    void buildThatLeavesReleasesToCloudFormationCannotChangeTheFunction() {
        assertThat(UPLOAD.statements())
                .flatExtracting(Statement::actions)
                .contains("s3:PutObject", "lambda:GetFunctionConfiguration")
                .doesNotContain("lambda:UpdateFunctionCode", "lambda:PublishVersion", "lambda:UpdateAlias");
    }

    private static String yaml(Statement statement) {
        StringBuilder yaml = new StringBuilder("- Sid: " + statement.id() + "\n  Effect: Allow\n");
        yaml.append("  Action:").append(list(statement.actions()));
        yaml.append("  Resource:")
                .append(list(statement.resources().stream()
                        .map(PipelineTemplateTests::scalar)
                        .toList()));
        if (!statement.keyPrefixes().isEmpty()) {
            yaml.append("  Condition: { StringLikeIfExists: { s3:prefix: [")
                    .append(String.join(", ", statement.keyPrefixes()))
                    .append("] } }\n");
        }
        return yaml.toString();
    }

    /** In one line if it is short, else one line for each. */
    private static String list(List<String> items) {
        return items.size() == 1
                ? " " + items.get(0) + "\n"
                : items.stream().map(item -> "    - " + item + "\n").collect(Collectors.joining("", "\n", ""));
    }

    private static String scalar(String resource) {
        return resource.contains("${") ? "!Sub " + resource : "'" + resource + "'";
    }
}
