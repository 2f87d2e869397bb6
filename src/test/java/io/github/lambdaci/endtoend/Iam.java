package io.github.lambdaci.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A user of an emulator's IAM with one policy, made without the SDK for IAM. */
final class Iam {
    private final URI endpoint;
    private final String user;
    private final String accessKey;
    private final String secretKey;

    private Iam(URI endpoint, String user, String answer) {
        this.endpoint = endpoint;
        this.user = user;
        this.accessKey = element(answer, "AccessKeyId");
        this.secretKey = element(answer, "SecretAccessKey");
    }

    /** Makes a user, with no rights. */
    static Iam createUser(URI endpoint, String user) {
        send(endpoint, Map.of("Action", "CreateUser", "UserName", user));
        return new Iam(endpoint, user, send(endpoint, Map.of("Action", "CreateAccessKey", "UserName", user)));
    }

    /** What makes a program act as the user. */
    Map<String, String> credentials() {
        return Map.of("AWS_ACCESS_KEY_ID", accessKey, "AWS_SECRET_ACCESS_KEY", secretKey);
    }

    /** Makes a role that every user of the account may assume, if a policy of the user's says so too; with no rights. */
    static void createRole(URI endpoint, String name) {
        String trust = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"}}]}";
        send(endpoint, Map.of("Action", "CreateRole", "RoleName", name, "AssumeRolePolicyDocument", trust));
    }

    /** Replaces a role's policy. */
    static void allowRole(URI endpoint, String role, String policy) {
        send(
                endpoint,
                Map.of("Action", "PutRolePolicy", "RoleName", role, "PolicyName", "policy", "PolicyDocument", policy));
    }

    /** Replaces the user's policy. */
    void allow(String policy) {
        allow("policy", policy);
    }

    /** Adds a policy, or replaces the one of that name. */
    void allow(String name, String policy) {
        send(
                endpoint,
                Map.of("Action", "PutUserPolicy", "UserName", user, "PolicyName", name, "PolicyDocument", policy));
    }

    /** A role's inline policy, as IAM has it. */
    static String rolePolicy(URI endpoint, String role, String name) {
        String answer = send(endpoint, Map.of("Action", "GetRolePolicy", "RoleName", role, "PolicyName", name));
        return URLDecoder.decode(element(answer, "PolicyDocument").replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String send(URI endpoint, Map<String, String> parameters) {
        String form = parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "Version=2010-05-08&", ""));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=testing/20261121/us-east-1/iam/aws4_request, SignedHeaders=host,"
                                + " Signature=0")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(parameters.get("Action") + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">([^<]+)<").matcher(xml);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + xml);
        }
        return matcher.group(1);
    }
}
