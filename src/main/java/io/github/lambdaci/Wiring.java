package io.github.lambdaci;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.announcement.Announcer;
import io.github.lambdaci.aws.AwsClients;
import io.github.lambdaci.aws.AwsRemoteValues;
import io.github.lambdaci.aws.AwsSettings;
import io.github.lambdaci.aws.S3ArtifactLinks;
import io.github.lambdaci.aws.SnsChannel;
import io.github.lambdaci.build.BuildEnvironment;
import io.github.lambdaci.cache.LocalCache;
import io.github.lambdaci.cache.UserCache;
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
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.pipeline.Ports;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds the object graph of a run. */
final class Wiring implements Launcher {
    private final Map<String, String> environment;
    private final String version;
    private final ConsoleLog log;
    private final StopSignals signals;
    private final Resources resources;
    private final Fleetwide fleetwide;
    private final AwsAccess aws;
    private final Sandboxes sandboxes;

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
        this.aws = new AwsAccess(environment, version, log, fleetwide);
        this.sandboxes = new Sandboxes(fleetwide, log);
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
        return open(request, sandboxes::toShipTo);
    }

    @Override
    public Session openToPlan(ShipRequest request) {
        return open(request, sandboxes::toLookAt);
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

    private Session session(ShipRequest asked, SandboxStart sandbox) {
        WorkFolder folder = WorkFolder.create(environment);
        resources.onClose(folder::close);
        Optional<OpenOrigin> origin =
                asked.origin().map(from -> origin(from, asked.aws().timeout()));
        ShipRequest request = origin.map(opened -> opened.completed(asked)).orElse(asked);
        Optional<EmbeddedAws> embedded = request.sandbox().map(wanted -> sandbox.start(wanted, request, folder.path()));
        AwsSettings settings = aws.settings(embedded, request.aws().access());
        AwsClients clients = aws.clients(settings, request.aws().timeout());
        clients.connectTo(request.project().target().bucket());
        Telling telling = telling(request.recipients(), clients, request.aws().access());
        Account account = aws.account(settings, clients, request.aws().timeout());
        Ports ports = new Ports(
                account,
                fleetwide.builder(new Builders(environment, log, resources).of(request, clients)),
                log,
                aws.leases(account, request.aws().lockTimeout()),
                InstantSource.system(),
                cache(request.build().environment()));
        request.warnings().forEach(log::warning);
        Optional<Announcer> announcer = request.announcement().map(wanted -> announcer(wanted, account, clients));
        return new OpenSession(
                request,
                ports,
                folder.path(),
                new OpenSession.Opened(log, telling, announcer, resources, origin.map(OpenOrigin::origin)));
    }

    private LocalCache cache(BuildEnvironment builds) {
        return UserCache.folder(environment, System.getProperty("user.home"))
                .filter(folder -> builds.caching())
                .map(LocalCache::in)
                .orElse(LocalCache.NONE);
    }

    private OpenOrigin origin(ShipRequest.Origin from, Duration timeout) {
        Optional<EmbeddedAws> sandbox = from.sandbox().map(fleetwide::sandbox);
        AwsSettings settings = aws.settings(sandbox, from.access());
        Account account = aws.account(settings, aws.clients(settings, timeout), timeout);
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
        AwsSettings users = aws.usersSettings(access);
        Telling telling =
                Telling.to(recipients, new Telling.Means(clients, users, environment), log.announcements(), signals);
        resources.onClose(telling::finish);
        return telling;
    }

    @Override
    public RemoteValues values(ShipRequest.Access access, Duration patience) {
        return new AwsRemoteValues(aws.clients(aws.usersSettings(access), patience));
    }

    @Override
    public AccountSession open(AccountRequest request) {
        verbose(request.verbose());
        try {
            Optional<EmbeddedAws> embedded =
                    request.sandbox().map(folder -> sandboxes.asItIs(folder, request.recipients()));
            AwsSettings settings = aws.settings(embedded, request.aws().access());
            AwsClients clients = aws.clients(settings, request.aws().timeout());
            Telling telling =
                    telling(request.recipients(), clients, request.aws().access());
            Account account = aws.account(settings, clients, request.aws().timeout());
            return new OpenAccount(
                    account,
                    aws.leases(account, request.aws().lockTimeout()),
                    log,
                    wanted -> announcer(wanted, account, clients),
                    telling,
                    resources);
        } catch (RuntimeException | Error e) {
            resources.close();
            throw e;
        }
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
