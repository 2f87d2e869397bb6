package io.github.lambdaci.cli;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.history.FunctionStatus;
import io.github.lambdaci.history.ReleasedVersion;
import io.github.lambdaci.history.RollbackLog;
import io.github.lambdaci.history.RollbackResult;
import io.github.lambdaci.history.VersionList;
import io.github.lambdaci.pipeline.Forecast;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.testing.FakeAws;
import io.github.lambdaci.testing.RecordingLog;
import io.github.lambdaci.testing.RecordingRollbackLog;
import io.github.lambdaci.testing.Releases;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Remembers what was asked for, and answers or fails as it is told. */
final class FakeLauncher implements Launcher {
    final List<String> calls = new ArrayList<>();
    final List<ShipRequest> requests = new ArrayList<>();
    final List<AccountRequest> accountRequests = new ArrayList<>();
    final FakeAws aws = new FakeAws();
    final RecordingLog log = new RecordingLog();
    final RecordingRollbackLog rollbackLog = new RecordingRollbackLog();
    Supplier<Release> ship = Releases::published;
    Optional<String> standing = Optional.empty();
    boolean stopRequested;

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
            public Forecast forecast() {
                calls.add("forecast");
                return new Forecast(
                        Forecast.CodeWork.SHIP,
                        Forecast.DependencyWork.NONE,
                        Forecast.SettingsWork.NONE,
                        Optional.empty());
            }

            @Override
            public Account account() {
                return accountOf(aws);
            }

            @Override
            public void watch(Release release, Optional<Duration> atMost) {
                calls.add("watch " + release.live().version() + " "
                        + atMost.map(Duration::toString).orElse("forever"));
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    @Override
    public AccountSession open(AccountRequest request) {
        accountRequests.add(request);
        return new AccountSession() {
            @Override
            public Account account() {
                return accountOf(aws);
            }

            @Override
            public RollbackLog rollbackLog() {
                return rollbackLog;
            }

            @Override
            public PipelineLog log() {
                return log;
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }

    private static Account accountOf(FakeAws aws) {
        return new Account(
                aws.store(),
                aws.functions(),
                aws.aliases(),
                aws.versions(),
                aws.invocations(),
                aws.layers(),
                aws.logs(),
                aws.health(),
                aws.deployments());
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
    public String json(RollbackResult result) {
        return "{\"rolledBackTo\": \"" + result.live().version() + "\"}";
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
    public Optional<String> standing() {
        return standing;
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested;
    }
}
