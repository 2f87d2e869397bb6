package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.Json;
import java.util.Optional;

/** A call of CodeDeploy: its region and its parameters. */
record DeployCall(String region, ObjectNode body) {
    Optional<String> text(String field) {
        return Json.text(body, field);
    }

    JsonNode get(String field) {
        return body.path(field);
    }

    /** A field that must be there; the exception's name begins with the field's own. */
    String require(String field, String exception) {
        return text(field).orElseThrow(() -> CodeDeployErrors.of(exception, field + " must be specified"));
    }

    String application() {
        return require("applicationName", "ApplicationNameRequiredException");
    }

    String group() {
        return require("deploymentGroupName", "DeploymentGroupNameRequiredException");
    }

    String deployment() {
        return require("deploymentId", "DeploymentIdRequiredException");
    }
}
