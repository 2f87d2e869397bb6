package io.github.lambdaci.sandbox;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.lambdaci.sandbox.cloudwatch.AlarmStore;
import io.github.lambdaci.sandbox.cloudwatch.CloudWatchApi;
import io.github.lambdaci.sandbox.cloudwatch.MetricStore;
import io.github.lambdaci.sandbox.codedeploy.CodeDeployApi;
import io.github.lambdaci.sandbox.http.JsonService;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.lambda.LambdaApi;
import io.github.lambdaci.sandbox.lambda.LambdaSettings;
import io.github.lambdaci.sandbox.lambda.SandboxFunctions;
import io.github.lambdaci.sandbox.logs.LogStore;
import io.github.lambdaci.sandbox.logs.LogsApi;
import io.github.lambdaci.sandbox.messaging.EventBuses;
import io.github.lambdaci.sandbox.messaging.Parameters;
import io.github.lambdaci.sandbox.messaging.SnsApi;
import io.github.lambdaci.sandbox.messaging.TopicStore;
import io.github.lambdaci.sandbox.s3.S3Api;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * The embedded AWS: serves S3, Lambda, CloudWatch and its Logs, CodeDeploy, STS, and what
 * others are told by (SNS, EventBridge, the Parameter Store) on the loopback interface, with its state in a directory.
 *
 * <p>Several servers, also of several processes, may serve one directory at the same time.
 */
public final class SandboxServer implements AutoCloseable {
    /** The account that everything in the sandbox belongs to. */
    public static final String ACCOUNT = "123456789012";

    private static final int BACKLOG = 100;

    private final HttpServer server;
    private final ExecutorService threads;
    private final S3Api s3;
    private final LambdaApi lambda;
    private final CodeDeployApi codeDeploy;
    private final TopicStore topics;
    private final EventBuses buses;

    private SandboxServer(HttpServer server, ExecutorService threads, S3Api s3, LambdaApi lambda, Others others) {
        this.server = server;
        this.threads = threads;
        this.s3 = s3;
        this.lambda = lambda;
        this.codeDeploy = others.codeDeploy();
        this.topics = others.topics();
        this.buses = others.buses();
    }

    private record Others(CodeDeployApi codeDeploy, TopicStore topics, EventBuses buses) {}

    /**
     * Starts a server.
     *
     * @param directory where the state is kept; it is made if it is not there
     * @param port the port to listen on, or 0 for any that is free
     */
    public static SandboxServer start(Path directory, int port, SandboxSettings settings) {
        StateDirectory state = StateDirectory.open(directory);
        HttpServer server = bind(port, settings.tls());
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
        });
        S3Api s3 = new S3Api(state, settings.clock(), settings.callerMayList());
        LogStore logs = new LogStore(state, settings.clock());
        LambdaSettings lambdaSettings = new LambdaSettings(ACCOUNT, settings.clock(), settings.delays());
        String searchPath = Optional.ofNullable(System.getenv("PATH")).orElse("");
        MetricStore metrics = new MetricStore(state, settings.clock());
        LambdaApi lambda =
                new LambdaApi(state, lambdaSettings, s3.source(), new LambdaApi.Observers(logs, metrics), searchPath);
        AlarmStore alarms = new AlarmStore(state, settings.clock(), ACCOUNT);
        CodeDeployApi codeDeploy =
                new CodeDeployApi(state, lambda.aliases(), alarms, settings.clock(), settings.deploymentMinute());
        TopicStore topics = new TopicStore(state, settings.clock(), ACCOUNT);
        EventBuses buses = new EventBuses(state, settings.clock(), ACCOUNT);
        Parameters parameters = new Parameters(state, settings.clock(), ACCOUNT);
        Map<String, Service> services = Map.of(
                "s3",
                s3,
                "lambda",
                lambda,
                "codedeploy",
                new JsonService(codeDeploy::answer, CodeDeployApi.LARGEST_REQUEST),
                "logs",
                new JsonService(new LogsApi(logs, ACCOUNT)::answer),
                "monitoring",
                new CloudWatchApi(alarms, metrics),
                "sns",
                new SnsApi(topics),
                "events",
                new JsonService(buses::answer),
                "ssm",
                new JsonService(parameters::answer),
                "sts",
                new StsApi(ACCOUNT));
        server.setExecutor(threads);
        server.createContext("/", new Router(services, new ControlApi(lambda)));
        server.start();
        return new SandboxServer(server, threads, s3, lambda, new Others(codeDeploy, topics, buses));
    }

    private static HttpServer bind(int port, Optional<SSLContext> tls) {
        // Without it every small answer waits for the client's delayed acknowledgement, some 40 milliseconds.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
            InetSocketAddress address = new InetSocketAddress(loopback, port);
            return tls.isPresent() ? secured(address, tls.get()) : HttpServer.create(address, BACKLOG);
        } catch (IOException | IllegalArgumentException failed) {
            throw new IllegalStateException(
                    "cannot listen on 127.0.0.1 port " + port + ": " + failed.getMessage()
                            + "; choose another port, or 0 for any that is free",
                    failed);
        }
    }

    private static HttpServer secured(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer server = HttpsServer.create(address, BACKLOG);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    /** Where clients find it, for {@code AWS_ENDPOINT_URL}. */
    public URI endpoint() {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Makes a bucket that keeps versions, in the default region; one that is there is left as it is. */
    public void provisionBucket(String bucket) {
        provisionBucket(bucket, Request.DEFAULT_REGION);
    }

    public void provisionBucket(String bucket, String region) {
        try {
            s3.provisionBucket(bucket, region);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the sandbox's bucket " + bucket, failed);
        }
    }

    /** Makes a topic of SNS; one that is there is left as it is. */
    public void provisionTopic(String topic, String region) {
        try {
            topics.create(topic, region);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the sandbox's topic " + topic, failed);
        }
    }

    /** Makes an event bus in the default region; one that is there is left as it is. */
    public void provisionEventBus(String bus) {
        try {
            buses.provision(bus, Request.DEFAULT_REGION);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the sandbox's event bus " + bus, failed);
        }
    }

    /**
     * Makes a function with a dummy package, a version 1 and an alias that points to it, in the default region.
     *
     * <p>A function that is there is left as it is: not even an alias that somebody deleted comes back.
     */
    public void provisionFunction(FunctionSeed seed) {
        provisionFunction(seed, Request.DEFAULT_REGION);
    }

    /** Whether both are there, in the default region. */
    public boolean has(String bucket, String function) {
        try {
            return s3.hasBucket(bucket) && lambda.functions().has(function, Request.DEFAULT_REGION);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot look for the sandbox's function " + function, failed);
        }
    }

    /** What a function in the default region is, if there is one of this name. */
    public Optional<SandboxFunctions.Definition> definition(String function) {
        try {
            return lambda.functions().definition(function, Request.DEFAULT_REGION);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot read the sandbox's function " + function, failed);
        }
    }

    public void provisionFunction(FunctionSeed seed, String region) {
        try {
            lambda.functions()
                    .provision(new SandboxFunctions.Dummy(
                            seed.name(),
                            region,
                            seed.runtime(),
                            seed.architecture(),
                            seed.handler(),
                            seed.aliasName()));
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the sandbox's function " + seed.name(), failed);
        }
    }

    /**
     * Takes no more events, and runs those that were accepted, as AWS does when the caller has long gone; an interrupted
     * thread does not wait.
     */
    public void finishEvents() {
        lambda.finishEvents();
    }

    /** Stops at once: requests and functions that are running are cut off, as when the process is killed. */
    @Override
    public void close() {
        server.stop(0);
        codeDeploy.close();
        lambda.close();
        threads.shutdownNow();
    }
}
