package io.github.lambdaci;

import io.github.lambdaci.cli.ShipRequest;
import io.github.lambdaci.console.ConsoleLog;
import io.github.lambdaci.notification.Recipients;
import io.github.lambdaci.project.LambdaProject;
import java.nio.file.Files;
import java.nio.file.Path;

/** Sandboxes as commands want them, of which each is served once in a process. */
record Sandboxes(Fleetwide fleetwide, ConsoleLog log) {
    /** With the function that is to be shipped to. */
    EmbeddedAws toShipTo(ShipRequest.Sandbox wanted, ShipRequest request, Path workFolder) {
        EmbeddedAws embedded = fleetwide
                .sandbox(wanted.folder())
                .with(wanted, request.project().target())
                .with(request.recipients());
        request.announcement().ifPresent(embedded::with);
        log.surroundings().sandbox(wanted.folder());
        return embedded;
    }

    /** As it is, if it has the function; else one that passes away with the work folder. */
    EmbeddedAws toLookAt(ShipRequest.Sandbox wanted, ShipRequest request, Path workFolder) {
        LambdaProject.Target target = request.project().target();
        if (Files.isDirectory(wanted.folder())) {
            EmbeddedAws there = fleetwide.sandbox(wanted.folder());
            if (there.has(target)) {
                log.surroundings().sandbox(wanted.folder());
                return there;
            }
        }
        ShipRequest.Sandbox passing = new ShipRequest.Sandbox(workFolder.resolve("sandbox"), wanted.definition());
        log.surroundings().sandboxWithoutFunction(wanted.folder(), target.function());
        return fleetwide.sandbox(passing.folder()).with(passing, target);
    }

    /** With what is in it already. */
    EmbeddedAws asItIs(Path folder, Recipients recipients) {
        EmbeddedAws embedded = fleetwide.sandbox(folder).with(recipients);
        log.surroundings().sandbox(folder);
        return embedded;
    }
}
