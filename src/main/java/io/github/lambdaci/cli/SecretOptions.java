package io.github.lambdaci.cli;

import io.github.lambdaci.build.CodeArtifactRepository;
import io.github.lambdaci.build.SecretFiles;
import io.github.lambdaci.failure.ProjectException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How the build gets into private sources of packages. */
final class SecretOptions {
    @Option(
            names = "--build-secret-file",
            paramLabel = "FILE[:PATH]",
            split = ",",
            description =
                    "File with secrets that the build reads, as in ~/.netrc, .npmrc, pip.conf, settings.xml or an "
                            + "SSH key; PATH is its place below the build's home folder, if not the usual one. Can be "
                            + "repeated. In a container it is only in memory. [LAMBDA_CI_BUILD_SECRET_FILE]")
    private List<String> files = List.of();

    @Option(
            names = "--codeartifact",
            paramLabel = "DOMAIN/REPO",
            description = "CodeArtifact repository to take packages from, logged in to anew for each build; "
                    + "ACCOUNT/DOMAIN/REPO for a domain of another account. [LAMBDA_CI_CODEARTIFACT]")
    private Optional<CodeArtifactRepository> codeArtifact = Optional.empty();

    @Option(
            names = "--build-ssh-agent",
            fallbackValue = "true",
            description =
                    "Let the build container ask this machine's SSH agent, for git dependencies. The host builder "
                            + "asks it anyway. [LAMBDA_CI_BUILD_SSH_AGENT]")
    private boolean sshAgent;

    SecretFiles files() {
        return SecretFiles.of(files);
    }

    Optional<CodeArtifactRepository> codeArtifact(boolean isForSandbox) {
        if (isForSandbox && codeArtifact.isPresent()) {
            throw new ProjectException(
                    "--codeartifact asks AWS, but no AWS account is used with --sandbox",
                    "leave one of them out; other private sources are reached with --build-secret-file");
        }
        return codeArtifact;
    }

    /** The agent's socket, if it is wanted. */
    Optional<String> sshAgent(Map<String, String> environment) {
        String socket = environment.getOrDefault("SSH_AUTH_SOCK", "");
        if (sshAgent && socket.isEmpty()) {
            throw new ProjectException(
                    "there is no SSH agent for --build-ssh-agent: SSH_AUTH_SOCK is not set",
                    "start one (eval $(ssh-agent); ssh-add), or give a key file: --build-secret-file"
                            + " ~/.ssh/id_ed25519");
        }
        return sshAgent ? Optional.of(socket) : Optional.empty();
    }
}
