package io.github.lambdaci.plan;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.failure.WorkspaceException;
import io.github.lambdaci.pipeline.Bundled;
import io.github.lambdaci.pipeline.Code;
import io.github.lambdaci.pipeline.Dependencies;
import io.github.lambdaci.pipeline.Pipeline;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.pipeline.Ports;
import io.github.lambdaci.pipeline.Prepared;
import io.github.lambdaci.project.LambdaProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Finds out what a run would change: does what a run does before it writes, and compares the result with what is live. */
public final class Planner {
    private final Account account;
    private final Pipeline pipeline;
    private final PipelineLog log;
    private final Path workFolder;

    /**
     * Makes a planner.
     *
     * @param workFolder an empty folder for what is built and read; whoever made it removes it
     */
    public Planner(Ports ports, Path workFolder) {
        this(ports, workFolder, new Pipeline(ports, workFolder));
    }

    /** Makes a planner for what a pipeline ships that works in the same folder. */
    public Planner(Ports ports, Path workFolder, Pipeline pipeline) {
        this.account = ports.account();
        this.pipeline = pipeline;
        this.log = ports.log();
        this.workFolder = workFolder;
    }

    /** Finds out what a run would change. Nothing is written in AWS; what was built is lost. */
    public Plan plan(LambdaProject project) {
        log.planning(project);
        Prepared prepared = pipeline.prepare(project);
        Outlook outlook = new Outlook(project, prepared);
        Compared compared = compare(project, prepared, outlook);
        Optional<DependencyChange> dependencies = new DependencyCauses(prepared, outlook).change(compared);
        if (builtAnything(prepared.bundled())) {
            log.buildNotKept();
        }
        Set<Reason> reasons = outlook.reasons();
        if (dependencies.filter(DependencyChange::isChanged).isPresent()) {
            reasons.add(Reason.DEPENDENCIES);
        }
        return new Plan(
                project,
                outlook.live(),
                outlook.move(account.versions()),
                reasons,
                new CodeChange(
                        outlook.live().codeSha256(),
                        prepared.bundled().code().sha256(),
                        compared.codeBytesBefore(),
                        prepared.bundled().code().bytes(),
                        compared.files()),
                dependencies,
                outlook.layerChanges(),
                prepared.bundled().size().map(size -> new SizeChange(compared.sizeBefore(size, outlook), size)));
    }

    private static boolean builtAnything(Bundled bundled) {
        return bundled.dependencies() instanceof Dependencies.Built
                || (bundled.code() instanceof Code.Local code
                        && code.fingerprint().isPresent());
    }

    private Compared compare(LambdaProject project, Prepared prepared, Outlook outlook) {
        if (outlook.changesCode() || outlook.changesOwnLayer()) {
            log.comparing(outlook.live());
        }
        try {
            Path folder = Files.createDirectory(workFolder.resolve("compared"));
            return new Comparison(account, project, prepared, folder).with(outlook);
        } catch (IOException e) {
            throw WorkspaceException.of("comparing with what is live", e);
        }
    }
}
