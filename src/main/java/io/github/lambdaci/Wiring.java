package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.RoleArn;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.announcement.Announcer;
import io.github.lambdaci.aws.AwsClients;
import io.github.lambdaci.aws.AwsLambdaAliases;
import io.github.lambdaci.aws.AwsLambdaFunctions;
import io.github.lambdaci.aws.AwsLambdaInvocations;
import io.github.lambdaci.aws.AwsLambdaLayers;
import io.github.lambdaci.aws.AwsLambdaUsage;
import io.github.lambdaci.aws.AwsLambdaVersions;
import io.github.lambdaci.aws.AwsRemoteValues;
import io.github.lambdaci.aws.AwsSettings;
import io.github.lambdaci.aws.CloudWatchFunctionLogs;
import io.github.lambdaci.aws.CloudWatchHealth;
import io.github.lambdaci.aws.CodeDeployments;
import io.github.lambdaci.aws.S3ArtifactLinks;
import io.github.lambdaci.aws.S3ArtifactListing;
import io.github.lambdaci.aws.S3ArtifactStore;
import io.github.lambdaci.aws.S3LeaseStore;
import io.github.lambdaci.aws.SnsChannel;
import io.github.lambdaci.cli.AccountRequest;
import io.github.lambdaci.cli.AccountSession;
import io.github.lambdaci.cli.FleetSession;
import io.github.lambdaci.cli.Launcher;
import io.github.lambdaci.cli.ResultTexts;
import io.github.lambdaci.cli.SandboxRequest;
import io.github.lambdaci.cli.SandboxServing;
import io.github.lambdaci.cli.Session;
import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.config.RemoteValues;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.console.Diagnosis;
import io.github.lambdaci.fleet.SharedBuilds;
import io.github.lambdaci.history.Origin;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.lease.Owner;
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.pipeline.Ports;
import io.github.lambdaci.project.LambdaProject;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the object graph of a run. */
final class Wiring implements Launcher {
    /** A session of a role has a name of up to 64 characters. */
    private static final int LONGEST_RUN = 54;

    private final Map<String, String> environment;
    private final String version;
    private final ConsoleLog log;
    private final StopSignals signals;
    private final Resources resources;
    private final Fleetwide fleetwide;

    Wiring(Map<String, String> environment, String version, ConsoleLog log, StopSignals signals, Resources resources) {
        this(environment, version, log, signals, new Shared(resources, Fleetwide.forOne()));
        resources.onClose(fleetwide::close);
    }

    private Wiring(
            Map<String, String> environment, String version, ConsoleLog log, StopSignals signals, Shared shared) {
        this.environment = environment;
        this.version = version;
        this.log = log;
        this.signals = signals;
        this.resources = shared.resources();
        this.fleetwide = shared.fleetwide();
    }

    /**
     * What a run works with and does not make for itself.
     *
     * @param resources what is closed at its end
     * @param fleetwide what others share with it
     */
    private record Shared(Resources resources, Fleetwide fleetwide) {}

    /** Makes what whoever names no profile and no sandbox needs, while the command line is read, which takes about as long. */
    void begin() {
        AwsSettings usual = AwsSettings.of(Optional.empty(), environment, version);
        fleetwide.sdk(usual).begin();
    }

    @Override
    public Session open(ShipRequest request) {
        return open(request, this::sandboxToShipTo);
    }

    @Override
    public Session openToPlan(ShipRequest request) {
        return open(request, this::sandboxToLookAt);
    }

    private Session open(ShipRequest request, SandboxStart sandbox) {
        verbose(request.verbose());
        try {
            return session(request, sandbox);
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    /** Starts a sandbox, with a folder for what is to go with the run. */
    private interface SandboxStart {
        EmbeddedAws start(ShipRequest.Sandbox wanted, ShipRequest request, Path workFolder);
    }

    private EmbeddedAws sandboxToShipTo(ShipRequest.Sandbox wanted, ShipRequest request, Path workFolder) {
        EmbeddedAws embedded = fleetwide
                .sandbox(wanted.folder())
                .with(wanted, request.project().target())
                .with(request.recipients());
        request.announcement().ifPresent(embedded::with);
        log.sandbox(wanted.folder());
        return embedded;
    }

    private EmbeddedAws sandboxToLookAt(ShipRequest.Sandbox wanted, ShipRequest request, Path workFolder) {
        LambdaProject.Target target = request.project().target();
        if (Files.isDirectory(wanted.folder())) {
            EmbeddedAws there = fleetwide.sandbox(wanted.folder());
            if (there.has(target)) {
                log.sandbox(wanted.folder());
                return there;
            }
        }
        ShipRequest.Sandbox passing = new ShipRequest.Sandbox(workFolder.resolve("sandbox"), wanted.definition());
        log.sandboxWithoutFunction(wanted.folder(), target.function());
        return fleetwide.sandbox(passing.folder()).with(passing, target);
    }

    private Session session(ShipRequest asked, SandboxStart sandbox) {
        WorkFolder folder = WorkFolder.create(environment);
        resources.onClose(folder::close);
        Optional<OpenOrigin> origin = asked.origin().map(from -> origin(from, asked.aws()));
        ShipRequest request = origin.map(opened -> opened.completed(asked)).orElse(asked);
        Optional<URI> endpoint = request.sandbox()
                .map(wanted -> sandbox.start(wanted, request, folder.path()).endpoint());
        AwsSettings settings = awsSettings(endpoint, request.aws().access());
        AwsClients clients = clients(settings, request.aws());
        Telling telling = telling(request.recipients(), clients, request.aws().access());
        Account account = account(settings, clients, request.aws().timeout());
        Ports ports = new Ports(
                account,
                fleetwide.builder(new Builders(environment, log, resources).of(request, clients)),
                log,
                leases(account, request.aws()));
        request.warnings().forEach(log::warning);
        Optional<Announcer> announcer = request.announcement().map(wanted -> announcer(wanted, account, clients));
        return new OpenSession(
                request,
                ports,
                folder.path(),
                new OpenSession.Opened(log, telling, announcer, resources, origin.map(OpenOrigin::origin)));
    }

    private OpenOrigin origin(ShipRequest.Origin from, ShipRequest.Aws aws) {
        Optional<EmbeddedAws> sandbox = from.sandbox().map(fleetwide::sandbox);
        AwsSettings settings = awsSettings(sandbox.map(EmbeddedAws::endpoint), from.access());
        Account account = account(settings, clients(settings, aws), aws.timeout());
        return new OpenOrigin(new Origin(from.name(), account, from.target()), sandbox);
    }

    private Announcer announcer(AnnouncementRequest wanted, Account account, AwsClients clients) {
        return new Announcer(
                account,
                new Announcer.Outlet(
                        wanted, SnsChannel.ofAnnouncements(clients, wanted.topic()), new S3ArtifactLinks(clients)),
                log.announcing(),
                InstantSource.system());
    }

    /** Waited for before anything is closed that it needs. */
    private Telling telling(Recipients recipients, AwsClients clients, ShipRequest.Access access) {
        AwsSettings users = usersSettings(access);
        Telling telling =
                Telling.to(recipients, new Telling.Means(clients, users, environment), log.announcements(), signals);
        resources.onClose(telling::finish);
        return telling;
    }

    private AwsClients clients(AwsSettings settings, ShipRequest.Aws aws) {
        return clients(settings, aws.timeout());
    }

    private AwsClients clients(AwsSettings settings, Duration patience) {
        return new AwsClients(fleetwide.sdk(settings), patience, log::throttled);
    }

    @Override
    public RemoteValues values(ShipRequest.Access access, Duration patience) {
        return new AwsRemoteValues(clients(usersSettings(access), patience));
    }

    private Leases leases(Account account, ShipRequest.Aws aws) {
        return new Leases(account.leases(), log.leasing(), () -> Owner.of(environment), aws.lockTimeout());
    }

    private Account account(AwsSettings settings, AwsClients clients, Duration limit) {
        return new Account(
                new S3ArtifactStore(clients, log),
                new S3LeaseStore(clients),
                new AwsLambdaFunctions(clients, limit),
                new AwsLambdaAliases(clients, limit),
                new AwsLambdaVersions(clients),
                new AwsLambdaInvocations(clients),
                fleetwide.layers(settings, new AwsLambdaLayers(clients, limit)),
                new CloudWatchFunctionLogs(clients),
                new CloudWatchHealth(clients),
                new CodeDeployments(clients),
                new S3ArtifactListing(clients),
                new AwsLambdaUsage(clients));
    }

    @Override
    public AccountSession open(AccountRequest request) {
        verbose(request.verbose());
        try {
            Optional<URI> sandbox = request.sandbox().map(folder -> {
                EmbeddedAws embedded = fleetwide.sandbox(folder).with(request.recipients());
                log.sandbox(folder);
                return embedded.endpoint();
            });
            AwsSettings settings = awsSettings(sandbox, request.aws().access());
            AwsClients clients = clients(settings, request.aws());
            Telling telling =
                    telling(request.recipients(), clients, request.aws().access());
            Account account = account(settings, clients, request.aws().timeout());
            return new OpenAccount(
                    account,
                    leases(account, request.aws()),
                    log,
                    wanted -> announcer(wanted, account, clients),
                    telling,
                    resources);
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
    }

    private AwsSettings awsSettings(Optional<URI> sandbox, ShipRequest.Access access) {
        return sandbox.map(endpoint -> AwsSettings.sandbox(endpoint, version)).orElseGet(() -> usersSettings(access));
    }

    private AwsSettings usersSettings(ShipRequest.Access access) {
        return AwsSettings.of(access.profile(), environment, version)
                .acting(access.region(), access.role().map(this::role));
    }

    /** Whoever sees in CloudTrail what was done finds the run that did it. */
    private AwsSettings.Role role(RoleArn arn) {
        String run = Owner.of(environment).name().replaceFirst("^https?://", "").replaceAll("[^\\w+=,.@-]+", "-");
        return new AwsSettings.Role(arn, "lambda-ci-" + run.substring(Math.max(0, run.length() - LONGEST_RUN)));
    }

    @Override
    public FleetSession openFleet(List<String> names, boolean verbose) {
        WorkFolder folder = WorkFolder.create(environment);
        resources.onClose(folder::close);
        Fleetwide shared = fleetwide.forMany(new SharedBuilds(folder.path()));
        return new OpenFleet(
                log.ofMany(names, verbose),
                output -> new Wiring(
                        environment, version, log.alone(output), signals, new Shared(new Resources(), shared)),
                resources);
    }

    @Override
    public SandboxServing serve(SandboxRequest request) {
        verbose(request.verbose());
        return EmbeddedAws.start(request);
    }

    private static void verbose(boolean wanted) {
        if (wanted) {
            Diagnosis.verbose();
        }
    }

    @Override
    public ResultTexts texts() {
        return new ConsoleTexts();
    }

    @Override
    public Optional<String> report(Report report, Outcome outcome) {
        return log.reports().of(report, outcome);
    }

    @Override
    public void reportNotWritten(ReportFile file, IOException reason) {
        log.reports().notWritten(file, reason);
    }

    @Override
    public Optional<String> standing() {
        return log.standing();
    }

    @Override
    public boolean isStopRequested() {
        return signals.isRequested();
    }
}
