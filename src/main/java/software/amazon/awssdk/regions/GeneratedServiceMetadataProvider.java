package software.amazon.awssdk.regions;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.servicemetadata.LambdaServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.LogsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.MonitoringServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.OidcServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.PortalSsoServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.S3ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.StsServiceMetadata;

/**
 * What the SDK knows of the regions of those services that lambda-ci has clients of. It takes the place of the SDK's class of this
 * name, which makes the tables of 300 services for the first client of any: a fifth of a run that has nothing to do.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    @Override
    public @Nullable ServiceMetadata serviceMetadata(String endpointPrefix) {
        return switch (endpointPrefix) {
            case "lambda" -> new LambdaServiceMetadata();
            case "s3" -> new S3ServiceMetadata();
            case "sts" -> new StsServiceMetadata();
            case "logs" -> new LogsServiceMetadata();
            case "monitoring" -> new MonitoringServiceMetadata();
            case "oidc" -> new OidcServiceMetadata();
            case "portal.sso" -> new PortalSsoServiceMetadata();
            // The SDK goes by its general rules then.
            default -> null;
        };
    }
}
