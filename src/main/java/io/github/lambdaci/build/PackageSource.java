package io.github.lambdaci.build;

import io.github.lambdaci.runtime.Language;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * A source of packages, and what is needed to get in.
 *
 * @param address what package managers are given for the public one's; it ends with a slash
 * @param user who logs in
 * @param token stands for the password
 */
public record PackageSource(URI address, String user, String token) {
    /** The variables that make package managers ask this source. */
    Map<String, String> variables(Language language) {
        String url = address.toString();
        return switch (language) {
            case PYTHON -> Map.of("PIP_INDEX_URL", url, "UV_DEFAULT_INDEX", url);
            case NODEJS -> Map.of("npm_config_registry", url, "YARN_NPM_REGISTRY_SERVER", url);
            case OTHER -> Map.of();
        };
    }

    /** The files that let package managers in; addresses and variables would be shown and stored here and there. */
    List<SecretFile> files(Language language) {
        return switch (language) {
            case PYTHON ->
                List.of(SecretFile.adding(
                        ".netrc", "machine " + address.getHost() + " login " + user + " password " + token + "\n"));
            case NODEJS ->
                List.of(
                        SecretFile.adding(".npmrc", address.getRawSchemeSpecificPart() + ":_authToken=" + token + "\n"),
                        SecretFile.of(".yarnrc.yml", yarnrc().getBytes(StandardCharsets.UTF_8)));
            case OTHER -> List.of();
        };
    }

    private String yarnrc() {
        return "npmRegistries:\n  \"" + address + "\":\n    npmAlwaysAuth: true\n    npmAuthToken: \"" + token + "\"\n";
    }

    /** Without the token. */
    @Override
    public String toString() {
        return address.toString();
    }
}
