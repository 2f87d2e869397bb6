package io.github.lambdaci.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lambdaci.endtoend.Program.Outcome;
import io.github.lambdaci.testing.PackageIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
                KillingProxy proxy = new KillingProxy(aws.endpoint());
                PackageIndex index = PackageIndex.start()) {
            ExampleProject.addPackages(index);
            Map<String, String> environment = new TreeMap<>(Account.environment(proxy.address()));
            environment.putAll(ExampleProject.environment(index));
            World world = new World(project, image, account, proxy, environment);
            Map<String, String> undisturbed = world.ship(0);
            List<String> writes = proxy.writes();
            assertThat(writes).hasSizeGreaterThan(10);
            for (int write = 1; write <= writes.size(); write++) {
                assertThat(world.ship(write))
                        .as("killed after write %s, %s", write, writes.get(write - 1))
                        .isEqualTo(undisturbed);
            }
        }
    }

    /** One account, in which each attempt has a bucket and a function of its own. */
    private final class World {
        private final ExampleProject project;
        private final String image;
        private final Account account;
        private final KillingProxy proxy;
        private final Map<String, String> environment;

        World(
                ExampleProject project,
                String image,
                Account account,
                KillingProxy proxy,
                Map<String, String> environment) {
            this.project = project;
            this.image = image;
            this.account = account;
            this.proxy = proxy;
            this.environment = environment;
        }

        /** Ships twice; the second run is killed after its n-th write and then run again. */
        Map<String, String> ship(int killAfter) throws Exception {
            String bucket = "killed-" + killAfter;
            String function = "killed-" + killAfter + "-times";
            Program program = new Program(Files.createDirectory(temporary.resolve(function)), environment);
            account.provision(bucket, function, project.runtime(), project.handler());
            proxy.killAfter(0);
            project.code(program.folder(), "old");
            project.dependencies(program.folder(), "1.0.0");
            finish(program, project.arguments(image, bucket, function, "v1"));
            project.code(program.folder(), "new");
            project.dependencies(program.folder(), "2.0.0");
            List<String> second = project.arguments(image, bucket, function, "v2");
            if (killAfter > 0) {
                kill(program, second, killAfter);
                assertThat(account.invoke(function))
                        .satisfiesAnyOf(
                                answer -> assertThat(answer).contains("\"old\"", "\"1.0.0\""),
                                answer -> assertThat(answer).contains("\"new\"", "\"2.0.0\""));
            }
            proxy.killAfter(0);
            finish(program, second);
            assertThat(account.invoke(function)).contains("\"new\"", "\"2.0.0\"");
            return account.state(bucket, function);
        }

        private void kill(Program program, List<String> arguments, int write) {
            proxy.killAfter(write);
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
