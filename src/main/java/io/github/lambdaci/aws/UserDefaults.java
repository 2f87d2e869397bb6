package io.github.lambdaci.aws;

import io.github.lambdaci.failure.ProjectException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.InstanceProfileRegionProvider;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** Who asks AWS, and where, by the options, the environment and the profile of a user. */
final class UserDefaults {
    private UserDefaults() {}

    /** The credentials of a profile that was named, or those that the SDK finds. */
    static AwsCredentialsProvider credentials(AwsSettings settings) {
        // The default chain would take AWS_ACCESS_KEY_ID before a profile that the user named.
        return settings.profile()
                .<AwsCredentialsProvider>map(name ->
                        ProfileCredentialsProvider.builder().profileName(name).build())
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /**
     * The region of the options, of the environment, of the profile or of the machine.
     *
     * @throws ProjectException if there is none
     */
    static Region region(AwsSettings settings) {
        if (settings.region().isPresent()) {
            return Region.of(settings.region().get());
        }
        try {
            return new AwsRegionProviderChain(
                            new SystemSettingsRegionProvider(),
                            new AwsProfileRegionProvider(ProfileFile::defaultProfileFile, Profiles.name(settings)),
                            new InstanceProfileRegionProvider())
                    .getRegion();
        } catch (SdkClientException e) {
            throw new ProjectException(
                    "no AWS region is set",
                    "set AWS_REGION, or region in the AWS profile '" + Profiles.name(settings) + "'",
                    e);
        }
    }
}
