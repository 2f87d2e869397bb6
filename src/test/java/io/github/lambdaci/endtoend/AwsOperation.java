package io.github.lambdaci.endtoend;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which operation of AWS a request is, in the words of its documentation.
 *
 * @param service as in {@code Lambda}
 * @param name as in {@code UpdateAlias}
 * @param subject what it is about, as far as it tells calls of one run apart; may be empty
 */
record AwsOperation(String service, String name, String subject) {
    private static final List<Route> LAMBDA = List.of(
            new Route("GET", "/functions/[^/]+/configuration", "GetFunctionConfiguration"),
            new Route("PUT", "/functions/[^/]+/configuration", "UpdateFunctionConfiguration"),
            new Route("PUT", "/functions/[^/]+/code", "UpdateFunctionCode"),
            new Route("GET", "/functions/[^/]+", "GetFunction"),
            new Route("GET", "/functions/[^/]+/versions", "ListVersionsByFunction"),
            new Route("POST", "/functions/[^/]+/versions", "PublishVersion"),
            new Route("GET", "/functions/[^/]+/aliases", "ListAliases"),
            new Route("POST", "/functions/[^/]+/aliases", "CreateAlias"),
            new Route("GET", "/functions/[^/]+/aliases/([^/]+)", "GetAlias"),
            new Route("PUT", "/functions/[^/]+/aliases/([^/]+)", "UpdateAlias"),
            new Route("POST", "/functions/[^/]+/invocations", "Invoke"),
            new Route("GET", "/functions/[^/]+/provisioned-concurrency", "GetProvisionedConcurrencyConfig"),
            new Route("GET", "/layers/[^/]+/versions", "ListLayerVersions"),
            new Route("POST", "/layers/[^/]+/versions", "PublishLayerVersion"),
            new Route("GET", "/layers", "GetLayerVersionByArn"),
            new Route("GET", "/account-settings/?", "GetAccountSettings"));
    private static final Pattern QUALIFIER = Pattern.compile("(?i)[?&]Qualifier=([^&]+)");
    private static final Pattern TARGET = Pattern.compile("(\\w+?)(?:_\\d+)?\\.(\\w+)");
    private static final Pattern RPC = Pattern.compile("/service/([A-Za-z]+)\\d*/operation/(\\w+)");

    /** How Lambda's API maps onto HTTP, by the part of the path after its date. */
    private record Route(String method, String path, String operation) {}

    /**
     * Tells by a request's head.
     *
     * @param target path and query
     * @param headers by lower-case name
     */
    static AwsOperation of(String method, String target, Map<String, String> headers) {
        String path = target.replaceFirst("\\?.*", "");
        if (path.matches("/20\\d\\d-\\d\\d-\\d\\d/.*")) {
            return lambda(method, path.substring(11), target);
        }
        Matcher header = TARGET.matcher(headers.getOrDefault("x-amz-target", ""));
        if (header.matches()) {
            return new AwsOperation(header.group(1), header.group(2), "");
        }
        if (headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded")) {
            // The only form that lambda-ci itself sends.
            return new AwsOperation("SNS", "Publish", "");
        }
        Matcher rpc = RPC.matcher(path);
        if (rpc.matches()) {
            // CloudWatch still goes by the name that it had before it was one.
            return new AwsOperation(rpc.group(1).replace("GraniteServiceVersion", "CloudWatch"), rpc.group(2), "");
        }
        return s3(method, target, headers);
    }

    private static AwsOperation lambda(String method, String path, String target) {
        for (Route route : LAMBDA) {
            Matcher matcher = Pattern.compile(route.path()).matcher(path);
            if (route.method().equals(method) && matcher.matches()) {
                Matcher qualifier = QUALIFIER.matcher(target);
                String subject = matcher.groupCount() > 0 ? matcher.group(1) : "";
                return new AwsOperation(
                        "Lambda", route.operation(), qualifier.find() ? ":" + qualifier.group(1) : subject);
            }
        }
        return new AwsOperation("Lambda", method, path);
    }

    private static AwsOperation s3(String method, String target, Map<String, String> headers) {
        String key = target.replaceFirst("\\?.*", "").replaceFirst("^/[^/]+/?", "");
        String known = key.replaceFirst("^lambda-ci/(?!packages/)[^/]+/", "")
                .replaceFirst("^lambda-ci/packages/[0-9a-f]{64}", "packages/FINGERPRINT");
        if (key.isEmpty()) {
            return new AwsOperation("S3", method + " bucket", "");
        }
        String operation = switch (method) {
            case "GET" -> "GetObject";
            case "HEAD" -> "HeadObject";
            case "PUT" -> headers.containsKey("x-amz-copy-source") ? "CopyObject" : "PutObject";
            case "DELETE" -> "DeleteObject";
            default -> method.charAt(0) + method.substring(1).toLowerCase(Locale.ROOT);
        };
        return new AwsOperation("S3", operation, known);
    }

    /** Whether it changes what is in AWS. */
    boolean isWrite() {
        return name.matches("(Put|Copy|Delete|Update|Publish|Create).*");
    }

    /** Whether it is about an object that is no lease, by which runs take turns. */
    boolean isOfArtifact() {
        return service.equals("S3") && !subject.equals("lease.json");
    }

    @Override
    public String toString() {
        return (service + " " + name + " " + subject).strip();
    }
}
