package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.BuildImageCmd;
import com.github.dockerjava.api.command.BuildImageResultCallback;
import com.github.dockerjava.api.command.WaitContainerResultCallback;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.StreamType;
import java.io.File;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/** The image of docker/lambda-ci with the packaged program, and containers of it as pipelines start them. */
public final class RunnerImage {
    /** What does not depend on the program; kept, so that only the first test on a machine installs it. */
    private static final String SYSTEM = "lambda-ci-test/lambda-ci:system";

    private static final String TAG =
            "lambda-ci-test/lambda-ci:it-" + ProcessHandle.current().pid();
    private static final String VARIABLE = "LAMBDA_CI_TEST_JAVA_IMAGE";
    private static final String LOCAL_BASE = "lambda-ci-test/build:newest-java";
    private static final String DEFAULT_BASE = "public.ecr.aws/amazoncorretto/amazoncorretto:25-al2023-headless";

    private RunnerImage() {}

    /** What a container came to. */
    public record Outcome(int exitCode, String stdout, String stderr) {
        @Override
        public String toString() {
            return "exit code " + exitCode + "\n--- stdout\n" + stdout + "--- stderr\n" + stderr;
        }
    }

    /** Builds the image; skips the test where it has no base. */
    public static RunnerImage buildOrSkip() {
        TestEngine.orSkip();
        String base = Optional.ofNullable(System.getProperty(VARIABLE, System.getenv(VARIABLE)))
                .orElseGet(() -> TestEngine.isThere(LOCAL_BASE) ? LOCAL_BASE : DEFAULT_BASE);
        boolean there = TestEngine.isThere(base) || TestEngine.pull(base);
        if (!there) {
            System.err.println("SKIPPED: neither " + VARIABLE + " nor " + LOCAL_BASE + " is there, and " + base
                    + " cannot be pulled");
        }
        Assumptions.assumeTrue(there, "no image with Java");
        try (DockerConnection connection = TestEngine.connect()) {
            build(connection.client().buildImageCmd().withTarget("system"), base, SYSTEM);
            build(connection.client().buildImageCmd(), base, TAG);
        }
        return new RunnerImage();
    }

    private static void build(BuildImageCmd command, String base, String tag) {
        command.withBaseDirectory(new File("."))
                .withDockerfile(new File("docker/lambda-ci/Dockerfile"))
                .withBuildArg("BASE", base)
                .withNetworkMode("host")
                .withTags(Set.of(tag))
                .exec(new BuildImageResultCallback())
                .awaitImageId();
    }

    /** Removes the image, but what the next one begins with. */
    public void remove() {
        TestEngine.removeImage(TAG);
    }

    /**
     * Runs a command in a container that has the engine's socket, its host's network and, as CodeBuild does it, the
     * sources within.
     */
    public Outcome run(Path sources, Map<String, String> environment, List<String> command) throws Exception {
        try (DockerConnection connection = TestEngine.connect()) {
            DockerClient docker = connection.client();
            String id = docker.createContainerCmd(TAG)
                    .withCmd(command)
                    .withEnv(assignments(environment))
                    .withHostConfig(
                            HostConfig.newHostConfig().withNetworkMode("host").withBinds(socket()))
                    .exec()
                    .getId();
            try {
                docker.copyArchiveToContainerCmd(id)
                        .withHostResource(sources.toString())
                        .withDirChildrenOnly(true)
                        .withRemotePath("/workspace")
                        .exec();
                return follow(docker, id);
            } finally {
                docker.removeContainerCmd(id).withForce(true).exec();
            }
        }
    }

    /** Runs a command as a user whom nobody knows, in a container that cannot be written to. */
    public Outcome runUnwritable(List<String> command) throws Exception {
        try (DockerConnection connection = TestEngine.connect()) {
            DockerClient docker = connection.client();
            String id = docker.createContainerCmd(TAG)
                    .withCmd(command)
                    .withUser("12345")
                    .withHostConfig(HostConfig.newHostConfig().withReadonlyRootfs(true))
                    .exec()
                    .getId();
            try {
                return follow(docker, id);
            } finally {
                docker.removeContainerCmd(id).withForce(true).exec();
            }
        }
    }

    private static URI engine() {
        return new DockerEngine(System.getenv()).endpoint().host();
    }

    private static List<Bind> socket() {
        return engine().getScheme().equals("unix")
                ? List.of(Bind.parse(engine().getPath() + ":/var/run/docker.sock"))
                : List.of();
    }

    private static List<String> assignments(Map<String, String> environment) {
        List<String> assignments = new ArrayList<>();
        environment.forEach((name, value) -> assignments.add(name + "=" + value));
        if (!engine().getScheme().equals("unix")) {
            assignments.add("DOCKER_HOST=" + engine());
        }
        return assignments;
    }

    private static Outcome follow(DockerClient docker, String id) throws InterruptedException {
        StringBuilder stdout = new StringBuilder();
        StringBuilder stderr = new StringBuilder();
        docker.startContainerCmd(id).exec();
        docker.logContainerCmd(id)
                .withFollowStream(true)
                .withStdOut(true)
                .withStdErr(true)
                .exec(new ResultCallback.Adapter<Frame>() {
                    @Override
                    public void onNext(Frame frame) {
                        (frame.getStreamType() == StreamType.STDERR ? stderr : stdout)
                                .append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                    }
                })
                .awaitCompletion();
        int exitCode = docker.waitContainerCmd(id)
                .exec(new WaitContainerResultCallback())
                .awaitStatusCode();
        return new Outcome(exitCode, stdout.toString(), stderr.toString());
    }
}
