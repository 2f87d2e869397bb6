package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.PackageIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A run that changes both code and dependencies, killed after each single write to AWS, then run again: it ends where an
 * undisturbed run ends, and in between the alias answers.
 */
class KilledRunIT {
    private static final int SIGKILL = 128 + 9;

    @TempDir
    Path temporary;

    static Stream<Arguments> targetsAndProjects() {
        return Stream.of(
                Arguments.of(Target.SANDBOX, ExampleProject.PYTHON),
                Arguments.of(Target.STRICT_EMULATOR, ExampleProject.NODEJS));
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("targetsAndProjects")
    void runAgainEndsWhereAnUndisturbedRunEnds(Target target, ExampleProject project) throws Exception {
        String image = project.imageOrSkip();
        try (Target.Running aws = target.start(temporary.resolve("aws"));
                Account account = new Account(aws.endpoint());
                PackageIndex index = PackageIndex.start()) {
            ExampleProject.addPackages(index);
            World world = new World(project, image, aws.endpoint(), account, ExampleProject.environment(index));
            Attempt undisturbed = world.ship(0);
            int writes = undisturbed.writes().size();
            assertThat(writes).isGreaterThan(10);
            // At once, since most of an attempt is waiting: for Lambda to settle, and for containers.
            IntStream.rangeClosed(1, writes)
                    .parallel()
                    .forEach(write -> assertThat(world.ship(write).state())
                            .as(
                                    "killed after write %s, %s",
                                    write, undisturbed.writes().get(write - 1))
                            .isEqualTo(undisturbed.state()));
        }
    }

    /**
     * What came of shipping twice.
     *
     * @param state what is in AWS in the end
     * @param writes what the second run wrote, if it was not killed
     */
    private record Attempt(Map<String, String> state, List<String> writes) {}

    /** One account, in which each attempt has a bucket and a function of its own. */
    private final class World {
        private final ExampleProject project;
        private final String image;
        private final URI endpoint;
        private final Account account;
        private final Map<String, String> variables;

        World(ExampleProject project, String image, URI endpoint, Account account, Map<String, String> variables) {
            this.project = project;
            this.image = image;
            this.endpoint = endpoint;
            this.account = account;
            this.variables = variables;
        }

        /** Ships twice; the second run is killed after its n-th write and then run again. */
        Attempt ship(int killAfter) {
            String bucket = "killed-" + killAfter;
            String function = "killed-" + killAfter + "-times";
            account.provision(bucket, function, project.runtime(), project.handler());
            try (KillingProxy proxy = new KillingProxy(endpoint)) {
                Map<String, String> environment = new TreeMap<>(Account.environment(proxy.address()));
                environment.putAll(variables);
                Program program = new Program(Files.createDirectory(temporary.resolve(function)), environment);
                shipOld(program, bucket, function, killAfter == 0);
                project.code(program.folder(), "new");
                project.dependencies(program.folder(), "2.0.0");
                List<String> arguments = project.arguments(image, bucket, function, "v2");
                proxy.killAfter(killAfter);
                if (killAfter > 0) {
                    kill(program, arguments, proxy);
                    assertThat(account.invoke(function))
                            .satisfiesAnyOf(
                                    answer -> assertThat(answer).contains("\"old\"", "\"1.0.0\""),
                                    answer -> assertThat(answer).contains("\"new\"", "\"2.0.0\""));
                    proxy.killAfter(0);
                }
                finish(program, arguments);
                assertThat(account.invoke(function)).contains("\"new\"", "\"2.0.0\"");
                return new Attempt(account.state(bucket, function), proxy.writes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The release that is live first; only the first attempt builds its packages. */
        private void shipOld(Program program, String bucket, String function, boolean first) {
            project.code(program.folder(), "old");
            project.dependencies(program.folder(), "1.0.0");
            if (!first) {
                account.copyPackages("built", bucket);
            }
            finish(program, project.arguments(image, bucket, function, "v1"));
            if (first) {
                account.createBucket("built");
                account.copyPackages(bucket, "built");
            }
        }

        private void kill(Program program, List<String> arguments, KillingProxy proxy) {
            Process process = program.start(arguments);
            proxy.victim(process);
            Outcome outcome = program.outcome(process);
            assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(SIGKILL);
        }

        private void finish(Program program, List<String> arguments) {
            Outcome outcome = program.run(arguments);
            assertThat(outcome.exitCode()).as(outcome.toString()).isZero();
        }
    }
}
