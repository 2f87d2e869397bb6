package io.github.lambdaci.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.lambdaci.failure.LambdaCiException;
import io.github.lambdaci.project.Packaging;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When a build is prepared for before it is known that it is needed, and that nothing of it stays. */
@Timeout(60)
class PreparedBuildTests {
    @TempDir
    Path folder;

    private World world;

    @BeforeEach
    void release() throws IOException {
        world = new World(folder.resolve("one"));
        world.code("print(1)");
        world.dependencies("requests==2.31.0");
        world.terraformMakesTheFunction();
        world.run("1.0.0");
        assertThat(world.builder.prepared()).isEqualTo(1);
    }

    @AfterEach
    void nothingStays() {
        assertThat(world.builder.released()).isEqualTo(world.builder.prepared());
    }

    @Test
    void dependenciesThatChangedArePreparedFor() throws IOException {
        world.dependencies("requests==2.32.0");

        world.run("1.0.1");

        assertThat(world.builder.prepared()).isEqualTo(2);
        assertThat(world.builder.builds()).isEqualTo(2);
    }

    @Test
    void theStoreHasNotAnsweredByThen() throws IOException {
        CountDownLatch prepared = new CountDownLatch(1);
        world.builder.whenPrepared(prepared::countDown);
        world.store.beforeFinding(() -> await(prepared));
        world.dependencies("requests==2.32.0");

        world.run("1.0.1");

        assertThat(world.builder.builds()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void dependenciesThatAreAttachedAreNot() throws IOException {
        world.run("1.0.1");
        world.code("print(2)");
        world.run("1.0.2");

        assertThat(world.builder.prepared()).isEqualTo(1);
    }

    @Test
    void dependenciesThatAreInALayerAlreadyAreNot() throws IOException {
        world.dependencies("requests==2.32.0");
        world.run("1.0.1");
        world.dependencies("requests==2.31.0");
        world.run("1.0.2");

        assertThat(world.builder.prepared()).isEqualTo(2);
    }

    @Test
    void dependenciesThatAnotherFunctionHasAreNotBuiltThoughTheyWerePreparedFor() {
        world.lambda.createFunction("invoices", LambdaRuntime.of("python3.13"));

        world.run(world.project("invoices", "1"));

        assertThat(world.builder.prepared()).isEqualTo(2);
        assertThat(world.builder.builds()).isEqualTo(1);
    }

    @Test
    void codeThatIsRefusedEndsWhatWasPreparedFor() throws IOException {
        world.dependencies("requests==2.32.0");
        byte[] key = new byte[600];
        new Random(1).nextBytes(key);
        // Put together here, so that no other scan takes this file for one.
        String dashes = "-----";
        world.file(
                "login",
                dashes + "BEGIN PRIVATE KEY" + dashes + "\n"
                        + Base64.getMimeEncoder().encodeToString(key) + "\n" + dashes + "END PRIVATE KEY" + dashes);

        assertThatExceptionOfType(LambdaCiException.class).isThrownBy(() -> world.run("1.0.1"));

        assertThat(world.builder.prepared()).isEqualTo(2);
    }

    @Test
    void aBuildThatFailsIsLetGo() throws IOException {
        world.dependencies("requests==2.32.0");
        world.builder.fail();

        assertThatExceptionOfType(LambdaCiException.class).isThrownBy(() -> world.run("1.0.1"));

        assertThat(world.builder.builds()).isEqualTo(2);
    }

    @Test
    void aForecastPreparesForNothing() throws IOException {
        world.dependencies("requests==2.32.0");
        Path work = Files.createTempDirectory(folder, "work");

        new Pipeline(new Ports(world.account(), world.builder, world.log, world.leases("ci")), work)
                .forecast(world.project("orders", "2.0"));

        assertThat(world.builder.prepared()).isEqualTo(1);
    }

    @Test
    void dependenciesInCodeArePreparedForOnlyWhereTheCodeIsToBeMade() throws IOException {
        world.packaging(new Packaging(Optional.empty(), Optional.empty(), true, false, List.of(), false));
        world.dependencies("requests==2.32.0");
        world.run("1.0.1");
        world.run("1.0.2");

        assertThat(world.builder.prepared()).isEqualTo(2);
    }
}
