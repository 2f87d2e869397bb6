package io.github.lambdaci.sandbox;

import io.github.lambdaci.sandbox.http.AwsError;
import io.github.lambdaci.sandbox.http.CredentialScope;
import io.github.lambdaci.sandbox.http.Request;
import io.github.lambdaci.sandbox.http.Response;
import io.github.lambdaci.sandbox.http.Service;
import io.github.lambdaci.sandbox.http.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** AWS STS: only who the caller is, which clients ask before they do anything else. */
final class StsApi implements Service {
    private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
    private static final int LARGEST = 64 * 1024;

    private final String account;

    StsApi(String account) {
        this.account = account;
    }

    @Override
    public Response handle(Request request) throws IOException {
        String form = new String(request.body().readNBytes(LARGEST), StandardCharsets.UTF_8);
        String action = Request.parameters(form)
                .getOrDefault("Action", request.query("Action").orElse("an operation without a name"));
        if (!action.equals("GetCallerIdentity")) {
            throw AwsError.notImplemented("STS " + action);
        }
        XmlWriter body = XmlWriter.root("GetCallerIdentityResponse", NAMESPACE)
                .open("GetCallerIdentityResult")
                .element("Arn", "arn:aws:iam::" + account + ":user/sandbox")
                .element(
                        "UserId",
                        request.scope().map(CredentialScope::accessKey).orElse("sandbox"))
                .element("Account", account)
                .close()
                .open("ResponseMetadata")
                .element("RequestId", request.id())
                .close();
        return Response.xml(200, body).with("x-amzn-RequestId", request.id());
    }

    @Override
    public Response failure(Request request, AwsError error) {
        XmlWriter body = XmlWriter.root("ErrorResponse", NAMESPACE)
                .open("Error")
                .element("Type", "Sender")
                .element("Code", error.code())
                .element("Message", error.message())
                .close()
                .element("RequestId", request.id());
        return Response.xml(error.status(), body).with("x-amzn-RequestId", request.id());
    }
}
