package io.github.lambdaci.cli;

import io.github.lambdaci.account.Account;
import io.github.lambdaci.history.PruneRequest;
import io.github.lambdaci.history.Pruned;
import io.github.lambdaci.permissions.Policy;
import io.github.lambdaci.pipeline.PipelineLog;
import io.github.lambdaci.pipeline.Release;
import io.github.lambdaci.testing.FakeAws;
import io.github.lambdaci.testing.RecordingLog;
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
                return new Account(
                        aws.store(),
                        aws.functions(),
                        aws.aliases(),
                        aws.versions(),
                        aws.invocations(),
                        aws.layers(),
                        aws.logs(),
                        aws.listing(),
                        aws.usage());
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
    public Optional<String> standing() {
        return standing;
    }

    @Override
    public boolean isStopRequested() {
        return stopRequested;
    }
}
