package io.github.lambdaci.aws;

import io.github.lambdaci.failure.ProjectException;
import java.util.Optional;
import java.util.TreeSet;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/** The user's profile in AWS's configuration files. */
final class Profiles {
    private static final String DEFAULT = "default";

    private Profiles() {}

    /** The name of the profile that counts. */
    static String name(AwsSettings settings) {
        return settings.profile().orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
    }

    /**
     * The profile that counts; nothing if none was named and there is no default one.
     *
     * @throws ProjectException if a profile was named that does not exist
     */
    static Optional<Profile> find(AwsSettings settings) {
        String name = name(settings);
        ProfileFile file = read();
        Optional<Profile> profile = file.profile(name);
        if (profile.isEmpty() && (settings.profile().isPresent() || !name.equals(DEFAULT))) {
            throw new ProjectException(
                    "there is no AWS profile '" + name + "'",
                    file.profiles().isEmpty()
                            ? "no profile is configured on this machine: make one with 'aws configure --profile " + name
                                    + "', or leave the profile out where credentials come from the environment"
                            : "choose one of "
                                    + String.join(
                                            ", ", new TreeSet<>(file.profiles().keySet()))
                                    + ", or make it with 'aws configure --profile " + name + "'");
        }
        return profile;
    }

    private static ProfileFile read() {
        try {
            return ProfileFile.defaultProfileFile();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new ProjectException(
                    "AWS's configuration files cannot be read: " + e.getMessage(),
                    "repair ~/.aws/config or ~/.aws/credentials",
                    e);
        }
    }
}
