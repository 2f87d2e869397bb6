package io.github.lambdaci.cli;

import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.pipeline.Rollout;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.runtime.LambdaRuntime;
import io.github.lambdaci.traffic.Gate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asks to ship, and how.
 *
 * @param project what is shipped
 * @param rollout how it becomes live
 * @param aws how to reach AWS
 * @param build how to build the dependencies
 * @param sandbox the sandbox to ship to instead of AWS
 * @param recipients who is told of it
 * @param announcement how what is live then is announced, if it is
 * @param warnings what the user should know before the run
 * @param verbose whether every request is logged
 * @param origin where it is live already, if it is promoted from there
 */
public record ShipRequest(
        LambdaProject project,
        Rollout rollout,
        Aws aws,
        Build build,
        Optional<Sandbox> sandbox,
        Recipients recipients,
        Optional<AnnouncementRequest> announcement,
        List<String> warnings,
        boolean verbose,
        Optional<Origin> origin) {
    /** The same, with traffic that waits for something else. */
    ShipRequest behind(Gate gate) {
        return new ShipRequest(
                project,
                rollout.behind(gate),
                aws,
                build,
                sandbox,
                recipients,
                announcement,
                warnings,
                verbose,
                origin);
    }

    /** The same, with a function that can be made in the sandbox. */
    public ShipRequest defining(Definition definition) {
        return new ShipRequest(
                project,
                rollout,
                aws,
                build,
                sandbox.map(wanted -> new Sandbox(wanted.folder(), Optional.of(definition))),
                recipients,
                announcement,
                warnings,
                verbose,
                origin);
    }

    /**
     * Where something is promoted from.
     *
     * @param name what the user calls the place
     * @param target names in AWS there
     * @param access as whom AWS is asked there
     * @param sandbox the folder of the sandbox that it is live in instead of AWS
     */
    public record Origin(String name, LambdaProject.Target target, Access access, Optional<Path> sandbox) {}

    /**
     * How to reach AWS.
     *
     * @param access as whom, and where
     * @param timeout how long Lambda may take to settle
     * @param lockTimeout how long to wait for another run that changes the same function
     */
    public record Aws(Access access, Duration timeout, Duration lockTimeout) {}

    /**
     * As whom AWS is asked, and where; what is not given is as the AWS SDK finds it.
     *
     * @param profile the profile of the shared configuration files
     * @param region the region
     * @param role the role that is assumed
     */
    public record Access(Optional<String> profile, Optional<String> region, Optional<RoleArn> role) {}

    /**
     * How to build the dependencies.
     *
     * @param builder what builds them
     * @param container how to build in a container
     * @param environment what the build may use
     * @param codeArtifact the repository that packages are taken from, if one was named
     */
    public record Build(
            Builder builder,
            Container container,
            BuildEnvironment environment,
            Optional<CodeArtifactRepository> codeArtifact) {}

    /**
     * How to build in a container.
     *
     * @param repository the repository of the build images, if not AWS's own
     * @param image the tag or the full reference of the build image, if not the usual one
     * @param pull when the image is fetched
     * @param sshAgent the socket of this machine's SSH agent, if the container may ask it
     */
    public record Container(
            Optional<String> repository, Optional<String> image, ImagePull pull, Optional<String> sshAgent) {}

    /** What builds the dependencies. */
    public enum Builder {
        /** A container if there is an engine, else this machine. */
        AUTO,
        /** A container. */
        DOCKER,
        /** This machine's own package manager. */
        HOST
    }

    /**
     * A sandbox to ship to.
     *
     * @param folder where it keeps its state
     * @param definition what the function is to be if it is not there yet; nothing if it is not to be made
     */
    public record Sandbox(Path folder, Optional<Definition> definition) {}

    /**
     * What a function is to be.
     *
     * @param runtime its runtime
     * @param handler its handler
     */
    public record Definition(LambdaRuntime runtime, String handler) {}
}
