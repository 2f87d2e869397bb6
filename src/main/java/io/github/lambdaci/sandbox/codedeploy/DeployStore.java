package io.github.lambdaci.sandbox.codedeploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.lambdaci.sandbox.storage.FileNames;
import io.github.lambdaci.sandbox.storage.StateDirectory;
import io.github.lambdaci.sandbox.storage.TemporaryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Applications, deployment groups, configurations and deployments on disk, a document each. */
final class DeployStore {
    private final StateDirectory state;

    DeployStore(StateDirectory state) {
        this.state = state;
    }

    StateDirectory state() {
        return state;
    }

    private Path region(String region) {
        return state.path("codedeploy", FileNames.of(region));
    }

    private Path applicationFile(String region, String name) {
        return region(region).resolve("applications").resolve(FileNames.of(name) + ".json");
    }

    private Path groups(String region, String application) {
        return region(region).resolve("groups").resolve(FileNames.of(application));
    }

    private Path groupFile(String region, String application, String name) {
        return groups(region, application).resolve(FileNames.of(name) + ".json");
    }

    private Path configFile(String region, String name) {
        return region(region).resolve("configs").resolve(FileNames.of(name) + ".json");
    }

    private Path deploymentFile(String region, String id) {
        return region(region).resolve("deployments").resolve(FileNames.of(id) + ".json");
    }

    Optional<ObjectNode> findApplication(String region, String name) throws IOException {
        return state.read(applicationFile(region, name));
    }

    ObjectNode application(String region, String name) throws IOException {
        return findApplication(region, name).orElseThrow(() -> CodeDeployErrors.noApplication(name));
    }

    List<ObjectNode> applications(String region) throws IOException {
        return all(region(region).resolve("applications"));
    }

    void saveApplication(String region, ObjectNode application) throws IOException {
        state.write(applicationFile(region, application.path("applicationName").asText()), application);
    }

    void deleteApplication(String region, String name) throws IOException {
        Files.deleteIfExists(applicationFile(region, name));
        TemporaryFiles.delete(groups(region, name));
    }

    Optional<ObjectNode> findGroup(String region, String application, String name) throws IOException {
        return state.read(groupFile(region, application, name));
    }

    /** A group of an application; it is told which of the two is not there. */
    ObjectNode group(String region, String application, String name) throws IOException {
        ObjectNode unused = application(region, application);
        return findGroup(region, application, name).orElseThrow(() -> CodeDeployErrors.noGroup(name));
    }

    List<ObjectNode> allGroups(String region, String application) throws IOException {
        return all(groups(region, application));
    }

    void saveGroup(String region, ObjectNode group) throws IOException {
        String application = group.path("applicationName").asText();
        state.write(
                groupFile(region, application, group.path("deploymentGroupName").asText()), group);
    }

    void deleteGroup(String region, String application, String name) throws IOException {
        Files.deleteIfExists(groupFile(region, application, name));
    }

    Optional<ObjectNode> findConfig(String region, String name) throws IOException {
        return state.read(configFile(region, name));
    }

    List<ObjectNode> configs(String region) throws IOException {
        return all(region(region).resolve("configs"));
    }

    void saveConfig(String region, ObjectNode config) throws IOException {
        state.write(configFile(region, config.path("deploymentConfigName").asText()), config);
    }

    void deleteConfig(String region, String name) throws IOException {
        Files.deleteIfExists(configFile(region, name));
    }

    Deployment deployment(String region, String id) throws IOException {
        return state.read(deploymentFile(region, id))
                .map(Deployment::new)
                .orElseThrow(() -> CodeDeployErrors.noDeployment(id));
    }

    void saveDeployment(Deployment deployment) throws IOException {
        state.write(deploymentFile(deployment.region(), deployment.id()), deployment.document());
    }

    /** The deployments of a region, the newest first. */
    List<Deployment> deployments(String region) throws IOException {
        return newestFirst(region(region).resolve("deployments"));
    }

    /** The deployments of all regions that have not come to their end. */
    List<Deployment> unfinished() throws IOException {
        List<Deployment> unfinished = new ArrayList<>();
        for (Path region : StateDirectory.list(state.path("codedeploy"))) {
            unfinished.addAll(newestFirst(region.resolve("deployments")));
        }
        unfinished.removeIf(Deployment::isComplete);
        return unfinished;
    }

    private List<Deployment> newestFirst(Path directory) throws IOException {
        return all(directory).stream()
                .map(Deployment::new)
                .sorted(Comparator.comparing(Deployment::created).reversed())
                .toList();
    }

    private List<ObjectNode> all(Path directory) throws IOException {
        List<ObjectNode> documents = new ArrayList<>();
        for (Path file : StateDirectory.list(directory)) {
            state.read(file).ifPresent(documents::add);
        }
        return documents;
    }
}
