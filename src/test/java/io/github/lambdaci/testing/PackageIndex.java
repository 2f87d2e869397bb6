package io.github.lambdaci.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** A package index for pip (PEP 503) and a registry for npm on this machine's loopback, with packages made by a test. */
public final class PackageIndex implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final String address;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Map<String, ObjectNode>> npm = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> stalled = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean caching;
    private final Set<String> logins = ConcurrentHashMap.newKeySet();

    private PackageIndex(HttpServer server, String scheme) {
        this.server = server;
        this.address = scheme + "://127.0.0.1:" + server.getAddress().getPort();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Starts one on a free port. */
    public static PackageIndex start() {
        try {
            return new PackageIndex(HttpServer.create(loopback(), 0), "http");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one that speaks TLS; the certificate must be for {@code 127.0.0.1}. */
    public static PackageIndex start(SSLContext tls) {
        try {
            HttpsServer server = HttpsServer.create(loopback(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new PackageIndex(server, "https");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** Adds a pure Python distribution with one module, named as the distribution with underscores. */
    public void addWheel(String name, String version, String moduleSource) {
        addWheel(name, version, "py3-none-any", Map.of(Wheels.module(name) + ".py", moduleSource));
    }

    /**
     * Adds a wheel.
     *
     * @param tag as in {@code cp312-cp312-manylinux2014_aarch64}
     * @param content content by path in the wheel
     * @param metadata further lines of its metadata, as in {@code Requires-Dist: other}
     */
    public void addWheel(String name, String version, String tag, Map<String, String> content, String... metadata) {
        addDistribution(name, Wheels.fileName(name, version, tag), Wheels.make(name, version, tag, content, metadata));
    }

    /** Adds a file to a Python project's page. */
    public void addDistribution(String name, String fileName, byte[] content) {
        files.put("/simple/" + name + "/" + fileName, content);
    }

    /** Adds a bare git repository, and tells its address: git can clone it as it is, file by file. */
    public String addGitRepository(String name, Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put("/git/" + name + "/" + repository.relativize(file), Files.readAllBytes(file));
            }
        }
        return address + "/git/" + name;
    }

    /** Adds an npm package whose {@code index.js} has this source. */
    public void addNpmPackage(String name, String version, String mainSource) {
        addNpmPackage(name, version, Map.of("index.js", mainSource), Map.of());
    }

    /**
     * Adds an npm package.
     *
     * @param content content by path in the package, without its {@code package.json}
     * @param manifest further fields of its {@code package.json}
     */
    public void addNpmPackage(String name, String version, Map<String, String> content, Map<String, ?> manifest) {
        ObjectNode json = JSON.createObjectNode();
        // Sorted, so that the bytes are the same each time.
        new TreeMap<>(manifest).forEach((field, value) -> json.set(field, JSON.valueToTree(value)));
        json.put("name", name).put("version", version);
        Map<String, String> all = new TreeMap<>(content);
        all.put("package.json", json.toString());
        addNpmTarball(json, Tarballs.make("package", all));
    }

    private void addNpmTarball(ObjectNode manifest, byte[] tarball) {
        String name = manifest.path("name").asText();
        String version = manifest.path("version").asText();
        // The address that clients make up if a lock file does not tell it.
        String path = "/npm/" + name + "/-/" + name.replaceFirst("^.*/", "") + "-" + version + ".tgz";
        files.put(path, tarball);
        manifest.putObject("dist").put("tarball", address + path).put("integrity", "sha512-" + sha512(tarball));
        npm.computeIfAbsent(name, key -> new TreeMap<>()).put(version, manifest);
    }

    /** Adds the wheels and npm packages in a folder, as {@code pip download} and {@code npm pack} leave them. */
    public void addFiles(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String fileName = file.getFileName().toString();
                byte[] content = Files.readAllBytes(file);
                if (fileName.endsWith(".tgz")) {
                    addNpmTarball((ObjectNode) JSON.readTree(Tarballs.npmManifest(content)), content);
                } else if (fileName.indexOf('-') > 0) {
                    String name = fileName.substring(0, fileName.indexOf('-'));
                    addDistribution(name.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-"), fileName, content);
                }
            }
        }
    }

    private static String sha512(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-512").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Adds a project, for pip and for npm, whose page never comes; the latch tells when it is asked for. */
    public CountDownLatch addStalled(String name) {
        CountDownLatch asked = new CountDownLatch(1);
        stalled.put("/simple/" + name + "/", asked);
        stalled.put("/npm/" + name, asked);
        return asked;
    }

    /** Scheme, host and port. */
    String address() {
        return address;
    }

    /** From now on, says of files that they never change, as the public index does. */
    public void allowCaching() {
        caching = true;
    }

    /** From now on, answers only who gives this name and password, or the password as a token. */
    public void demand(String user, String password) {
        byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        logins.add("Basic " + Base64.getEncoder().encodeToString(login));
        logins.add("Bearer " + password);
    }

    /** What {@code PIP_INDEX_URL} has to be. */
    public String pipIndexUrl() {
        return address + "/simple/";
    }

    /** What {@code npm_config_registry} has to be. */
    public String npmRegistryUrl() {
        return address + "/npm/";
    }

    /** Paths that were asked for, in their order. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = URLDecoder.decode(exchange.getRequestURI().getRawPath(), StandardCharsets.UTF_8);
        if (!logins.isEmpty()
                && !logins.contains(
                        Objects.toString(exchange.getRequestHeaders().getFirst("Authorization")))) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"packages\"");
            try (exchange) {
                send(exchange, 401, "text/plain", "who are you?".getBytes(StandardCharsets.UTF_8));
            }
            return;
        }
        requests.add(path);
        if (stalled.containsKey(path)) {
            // The exchange is left open: closing the index ends it.
            stalled.get(path).countDown();
            return;
        }
        try (exchange) {
            if (files.containsKey(path)) {
                if (caching) {
                    exchange.getResponseHeaders().set("Cache-Control", "max-age=365000000, immutable, public");
                }
                send(exchange, 200, "application/octet-stream", files.get(path));
            } else if (path.startsWith("/simple/") && projectPage(path).contains("<a ")) {
                send(exchange, 200, "text/html", projectPage(path).getBytes(StandardCharsets.UTF_8));
            } else if (path.startsWith("/npm/") && npm.containsKey(path.substring("/npm/".length()))) {
                send(exchange, 200, "application/json", packument(path.substring("/npm/".length())));
            } else {
                send(exchange, 404, "application/json", "{\"error\":\"not found\"}".getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private String projectPage(String path) {
        return files.keySet().stream()
                .filter(file -> file.startsWith(path) && path.endsWith("/"))
                .map(file -> file.substring(path.length()))
                .filter(file -> file.indexOf('/') < 0)
                .sorted()
                .map(file -> "<a href=\"" + file + "\">" + file + "</a>")
                .collect(Collectors.joining("\n", "<!DOCTYPE html><html><body>", "</body></html>"));
    }

    private byte[] packument(String name) {
        Map<String, ObjectNode> versions = npm.getOrDefault(name, Map.of());
        ObjectNode json = JSON.createObjectNode().put("name", name);
        versions.keySet().forEach(version -> json.withObject("/dist-tags").put("latest", version));
        versions.forEach((version, manifest) -> json.withObject("/versions").set(version, manifest));
        // Yarn and pnpm distrust what was published a moment ago.
        versions.keySet().forEach(version -> json.withObject("/time").put(version, "2020-01-01T00:00:00.000Z"));
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
