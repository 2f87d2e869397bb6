package io.github.lambdaci.build;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Variables for the programs that look for their files in the home of the system's user, whatever HOME says. */
public final class HomeVariables {
    private static final String SSH = ".ssh/";
    private static final List<String> NO_KEYS = List.of("config", "known_hosts", "authorized_keys");

    private HomeVariables() {}

    /**
     * The variables that point to those of the files that need it.
     *
     * @param home the folder that the files are in, without a slash at its end
     * @param hasAgent whether an SSH agent was handed to the build
     */
    public static Map<String, String> of(SecretFiles secrets, String home, boolean hasAgent) {
        Map<String, String> variables = new TreeMap<>();
        List<String> keys = secrets.paths().stream()
                .sorted()
                .filter(HomeVariables::isKey)
                .map(key -> " -i '" + home + "/" + key + "'")
                .toList();
        boolean knowsHosts = secrets.paths().contains(SSH + "known_hosts");
        if (hasAgent || knowsHosts || !keys.isEmpty()) {
            // An agent of this machine would offer its own keys first, and servers refuse after a few.
            String only = hasAgent || keys.isEmpty() ? "" : " -o IdentitiesOnly=yes";
            String hosts = knowsHosts
                    ? " -o StrictHostKeyChecking=yes -o 'UserKnownHostsFile=\"" + home + "/.ssh/known_hosts\"'"
                    : " -o StrictHostKeyChecking=accept-new";
            variables.put("GIT_SSH_COMMAND", "ssh -o BatchMode=yes" + hosts + only + String.join("", keys));
        }
        if (secrets.paths().contains(".m2/settings.xml")) {
            variables.put("MAVEN_ARGS", "--settings=" + home + "/.m2/settings.xml");
        }
        return variables;
    }

    private static boolean isKey(String path) {
        return path.startsWith(SSH) && !path.endsWith(".pub") && !NO_KEYS.contains(path.substring(SSH.length()));
    }
}
