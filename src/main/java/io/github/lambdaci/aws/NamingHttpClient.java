package io.github.lambdaci.aws;

import io.github.lambdaci.aws.http.EarlyHttpClient;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Says which server did not answer, and hangs up: Java's and the SDK's clients do neither. */
final class NamingHttpClient implements SdkHttpClient {
    private final SdkHttpClient client;

    NamingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /** A server that did not answer; why, says the cause. */
    static final class UnansweredException extends IOException {
        private static final long serialVersionUID = 1;

        UnansweredException(String server, IOException cause) {
            super(server, cause);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                boolean answered = false;
                try {
                    HttpExecuteResponse response = prepared.call();
                    answered = true;
                    return response;
                } catch (ConnectException | NoRouteToHostException | SocketTimeoutException e) {
                    URI address = request.httpRequest().getUri();
                    throw new UnansweredException(address.getScheme() + "://" + address.getRawAuthority(), e);
                } finally {
                    if (!answered) {
                        // Else the server waits for the rest of what was sent in part.
                        prepared.abort();
                    }
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    /** Begins to open connections to a server for so many calls, where nothing is between it and this machine. */
    void expect(URI server, int calls) {
        if (client instanceof EarlyHttpClient early) {
            early.expect(server, calls);
        }
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
