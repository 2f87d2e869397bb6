package io.github.lambdaci.sandbox.codedeploy;

import io.github.lambdaci.sandbox.http.AwsError;

/** The refusals of CodeDeploy, in its words; all of them have the status 400. */
final class CodeDeployErrors {
    private CodeDeployErrors() {}

    static AwsError of(String code, String message) {
        return AwsError.of(400, code, message);
    }

    static AwsError noApplication(String name) {
        return of("ApplicationDoesNotExistException", "No application found for name: " + name);
    }

    static AwsError noGroup(String name) {
        return of("DeploymentGroupDoesNotExistException", "No Deployment Group found for name: " + name);
    }

    static AwsError noConfig(String name) {
        return of("DeploymentConfigDoesNotExistException", "No deployment configuration found for name: " + name);
    }

    static AwsError noDeployment(String id) {
        return of("DeploymentDoesNotExistException", "The deployment " + id + " could not be found");
    }

    static AwsError revision(String message) {
        return of("InvalidRevisionException", message);
    }
}
