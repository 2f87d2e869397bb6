package io.github.lambdaci.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.CredentialScope;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the service that a request is for, and turns what goes wrong there into its kind of answer. */
final class Router implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Router.class);
    private static final Pattern DATED = Pattern.compile("/\\d{4}-\\d{2}-\\d{2}/.*");

    private final Map<String, Service> services;
    private final Service control;

    /**
     * Routes to services.
     *
     * @param services each by the name that a signature for it has
     * @param control what is not AWS's
     */
    Router(Map<String, Service> services, Service control) {
        this.services = Map.copyOf(services);
        this.control = control;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            Response response = answer(service(request), request);
            LOG.debug("{} {} {}", response.status(), request.method(), request.rawPath());
            request.drain();
            response.send(exchange);
        } catch (IOException | RuntimeException failed) {
            // The caller is gone, or nothing can be told to it any more.
            LOG.debug("the sandbox could not answer a request", failed);
        }
    }

    private Service service(Request request) {
        if (request.rawPath().startsWith(ControlApi.PATH)) {
            return control;
        }
        String named = request.scope().map(CredentialScope::service).orElseGet(() -> unsigned(request));
        return services.getOrDefault(named, new UnknownService(named));
    }

    private static String unsigned(Request request) {
        if (request.header("x-amz-target").orElse("").startsWith("Logs_20140328.")) {
            return "logs";
        }
        if (DATED.matcher(request.rawPath()).matches()) {
            return "lambda";
        }
        boolean form = request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
        return form && request.method().equals("POST") && request.rawPath().equals("/") ? "sts" : "s3";
    }

    private static Response answer(Service service, Request request) {
        try {
            return service.handle(request);
        } catch (AwsError refused) {
            return service.failure(request, refused);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("the sandbox failed to answer {} {}", request.method(), request.rawPath(), failed);
            AwsError error = AwsError.of(500, "InternalError", "The sandbox failed: " + failed);
            return service.failure(request, error);
        }
    }
}
