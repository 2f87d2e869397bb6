package io.github.lambdaci.endtoend;

import io.github.lambdaci.sandbox.SandboxServer;
import io.github.lambdaci.sandbox.SandboxSettings;
import io.github.lambdaci.testing.Emulators;
import java.net.URI;
import java.nio.file.Path;

/** What plays AWS. */
enum Target {
    SANDBOX {
        @Override
        Running start(Path folder) {
            SandboxServer server = SandboxServer.start(folder, 0, SandboxSettings.defaults());
            return new Running(server.endpoint(), server::close);
        }
    },

    STRICT_EMULATOR {
        @Override
        Running start(Path folder) {
            URI endpoint = Emulators.strict();
            Roles.create(endpoint);
            return new Running(endpoint, () -> {});
        }
    };

    abstract Running start(Path folder);

    /** An AWS that answers at an address until it is closed. */
    record Running(URI endpoint, Runnable stop) implements AutoCloseable {
        @Override
        public void close() {
            stop.run();
        }
    }
}
