package io.github.lambdaci.cli;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.account.Invocation;
import io.github.lambdaci.account.LogLine;
import io.github.lambdaci.announcement.AnnouncementRequest;
import io.github.lambdaci.announcement.Announcer;
import io.github.lambdaci.config.EffectiveConfig;
import io.github.lambdaci.config.FakeRemoteValues;
import io.github.lambdaci.config.RemoteValues;
import io.github.lambdaci.config.Vocabulary;
import io.github.lambdaci.console.ConfigJson;
import io.github.lambdaci.console.ConfigSchema;
import io.github.lambdaci.console.ConfigText;
import io.github.lambdaci.console.MatrixJson;
import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.fleet.BuildSettings;
import io.github.lambdaci.fleet.Ending;
import io.github.lambdaci.fleet.FleetLog;
import io.github.lambdaci.fleet.Matrix;
import io.github.lambdaci.fleet.Share;
import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.PruneLog;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Pruned;
import io.github.lambdaci.history.ReleasedVersion;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.history.VersionList;
import io.github.lambdaci.lease.Leases;
import io.github.lambdaci.lease.Owner;
import io.github.lambdaci.lease.RunningProcess;
import io.github.lambdaci.operation.OperationLog;
import io.github.lambdaci.permissions.Policy;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.plan.Plan;
import io.github.lambdaci.report.Outcome;
import io.github.lambdaci.report.Report;
import io.github.lambdaci.report.ReportFile;
import io.github.lambdaci.testing.FakeArtifactLinks;
import io.github.lambdaci.testing.FakeAws;
import io.github.lambdaci.testing.FakeChannel;
import io.github.lambdaci.testing.Plans;
import io.github.lambdaci.testing.RecordingAnnouncementLog;
import io.github.lambdaci.testing.RecordingFleetLog;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.RecordingOperationLog;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.testing.Releases;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers what was asked for, and answers or fails as it is told. */
final class FakeLauncher implements Launcher, ResultTexts {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    final List<ShipRequest> requests = Collections.synchronizedList(new ArrayList<>());
    final List<AccountRequest> accountRequests = new ArrayList<>();
    final FakeAws aws = new FakeAws();
    final RecordingLog log = new RecordingLog();
    final RecordingRollbackLog rollbackLog = new RecordingRollbackLog();
    final RecordingOperationLog operations = new RecordingOperationLog();
    final FakeRemoteValues values = new FakeRemoteValues();
    final List<ShipRequest.Access> accesses = new ArrayList<>();
    Supplier<Release> ship = Releases::published;
    Supplier<Forecast> forecast = () -> new Forecast(
            Forecast.CodeWork.SHIP, Forecast.DependencyWork.NONE, Forecast.SettingsWork.NONE, Optional.empty());
    Runnable announcing = () -> {};
    Runnable whileWatching = () -> {};
    Supplier<Plan> plan = Plans::released;
    Optional<String> standing = Optional.empty();
    boolean stopRequested;
    int checkStatus;

    @Override
    public Session open(ShipRequest request) {
        requests.add(request);
        return new Session() {
            @Override
            public Release ship() {
                calls.add("ship");
                return ship.get();
            }

            @Override
            public void announce(Release release) {
                request.announcement().ifPresent(wanted -> {
                    calls.add("announce " + release.live().version());
                    announcing.run();
                });
            }

            @Override
            public Plan plan() {
                calls.add("plan");
                return plan.get();
            }

            @Override
            public Forecast forecast() {
                calls.add("forecast");
                return forecast.get();
            }

            @Override
            public Account account() {
                return aws.account();
            }

            @Override
            public void watch(Release release, Optional<Duration> atMost) {
                calls.add("watch " + release.live().version() + " "
                        + atMost.map(Duration::toString).orElse("forever"));
                whileWatching.run();
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    @Override
    public ResultTexts texts() {
        return this;
    }

    @Override
    public FleetSession openFleet(List<String> names, boolean verbose) {
        calls.add("fleet of " + names);
        return new FleetSession() {
            @Override
            public FleetLog log() {
                return new RecordingFleetLog(calls);
            }

            @Override
            public void tell(LambdaCiException failure) {
                calls.add("tell " + failure.getMessage());
            }

            @Override
            public int check(String command, Path at, String wave) {
                calls.add("check " + command + " of " + wave);
                return checkStatus;
            }

            @Override
            public Launcher launcher(String name) {
                return FakeLauncher.this;
            }

            @Override
            public void show(List<Ending<Release>> endings) {
                calls.add("shown");
            }

            @Override
            public void show(Matrix matrix) {
                calls.add("builds "
                        + matrix.shares().stream().map(Share::functions).toList());
            }

            @Override
            public void close() {
                calls.add("close fleet");
            }
        };
    }

    @Override
    public String buildspec(Matrix matrix, BuildSettings settings) {
        return MatrixJson.buildspec(matrix, settings);
    }

    @Override
    public String strategy(Matrix matrix, BuildSettings settings) {
        return MatrixJson.strategy(matrix, settings);
    }

    @Override
    public String plans(List<Ending<Plan>> endings) {
        return "{\"plans\": " + endings.size() + "}";
    }

    @Override
    public String json(List<Ending<Release>> endings) {
        return "{\"fleet\": " + endings.size() + "}";
    }

    @Override
    public Session openToPlan(ShipRequest request) {
        calls.add("open to plan");
        return open(request);
    }

    @Override
    public AccountSession open(AccountRequest request) {
        accountRequests.add(request);
        return new AccountSession() {
            @Override
            public <T> T telling(Supplier<T> work) {
                return work.get();
            }

            @Override
            public Account account() {
                return aws.account();
            }

            @Override
            public Announcer announcer(AnnouncementRequest wanted) {
                return new Announcer(
                        aws.account(),
                        new Announcer.Outlet(wanted, new FakeChannel("topic"), new FakeArtifactLinks()),
                        new RecordingAnnouncementLog(calls),
                        InstantSource.system());
            }

            @Override
            public RollbackLog rollbackLog() {
                return rollbackLog;
            }

            @Override
            public PruneLog pruneLog() {
                return log;
            }

            @Override
            public Leases leases() {
                Owner owner = new Owner("somebody", RunningProcess.current());
                return new Leases(aws.leases(), log, () -> owner, request.aws().lockTimeout());
            }

            @Override
            public PipelineLog log() {
                return log;
            }

            @Override
            public OperationLog operations() {
                return operations;
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    @Override
    public RemoteValues values(ShipRequest.Access access, Duration patience) {
        calls.add("values");
        accesses.add(access);
        return values;
    }

    @Override
    public String text(EffectiveConfig config) {
        return ConfigText.of(config);
    }

    @Override
    public String json(EffectiveConfig config) {
        return ConfigJson.of(config);
    }

    @Override
    public SandboxServing serve(SandboxRequest request) {
        calls.add(request.toString());
        return new SandboxServing() {
            @Override
            public URI endpoint() {
                return URI.create("http://127.0.0.1:" + request.port());
            }

            @Override
            public void await() {
                calls.add("await");
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    @Override
    public String json(Release release) {
        return "{\"version\": \"" + release.live().version() + "\"}";
    }

    @Override
    public String json(Policy policy) {
        return policy.toString();
    }

    @Override
    public String text(Pruned pruned) {
        return "pruned " + pruned.request().function();
    }

    @Override
    public String json(Pruned pruned) {
        return "{\"dryRun\": " + (pruned.request().mode() == PruneRequest.Mode.DRY_RUN) + "}";
    }

    @Override
    public String json(Invocation invocation) {
        return "{\"statusCode\": " + invocation.status() + "}";
    }

    @Override
    public String json(LogLine line) {
        return "{\"message\": \"" + line.message() + "\"}";
    }

    @Override
    public String text(LogLine line) {
        return line.message();
    }

    @Override
    public String textWithVersion(LogLine line) {
        return "[" + line.version() + "] " + line.message();
    }

    @Override
    public String text(Plan wanted) {
        return wanted.hasChanges() ? "changes" : "no changes";
    }

    @Override
    public String json(Plan wanted) {
        return "{\"changes\": " + wanted.hasChanges() + "}";
    }

    @Override
    public String json(RollbackResult result) {
        return "{\"rolledBackTo\": \"" + result.live().version() + "\"}";
    }

    @Override
    public String schema(Vocabulary vocabulary) {
        return ConfigSchema.of(vocabulary);
    }

    @Override
    public String text(VersionList versions) {
        return versions.versions().stream().map(ReleasedVersion::number).toList() + " and " + versions.older();
    }

    @Override
    public String json(VersionList versions) {
        return "{\"versions\": " + versions.versions().size() + "}";
    }

    @Override
    public String text(FunctionStatus status) {
        return status.target() + " " + status.forecast().map(Forecast::code);
    }

    @Override
    public String json(FunctionStatus status) {
        return "{\"forecast\": " + status.forecast().isPresent() + "}";
    }

    @Override
    public Optional<String> report(Report report, Outcome outcome) {
        return Optional.of(report + " of " + outcome.getClass().getSimpleName() + "\n");
    }

    @Override
    public void reportNotWritten(ReportFile file, IOException reason) {
        calls.add("not written " + file.option());
    }

    @Override
    public Optional<String> standing() {
        return standing;
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested;
    }
}
