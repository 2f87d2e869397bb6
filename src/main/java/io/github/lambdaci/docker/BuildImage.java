package io.github.lambdaci.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import io.github.lambdaci.build.BuildLog;
import io.github.lambdaci.build.ImagePull;
import io.github.lambdaci.failure.InterruptedRunException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees to it that a build image is on the engine; unless it is wanted, an image that is there is not pulled. */
final class BuildImage {
    private final DockerClient docker;
    private final RegistryCredentials credentials;
    private final BuildLog log;

    BuildImage(DockerClient docker, RegistryCredentials credentials, BuildLog log) {
        this.docker = docker;
        this.credentials = credentials;
        this.log = log;
    }

    /** Whom it runs as, empty for root; nothing if it has to be fetched first. */
    Optional<String> userIfThere(String image, String platform, ImagePull when) {
        return inspect(image)
                .filter(found -> when != ImagePull.ALWAYS && platform(found).equals(platform))
                .map(BuildImage::user);
    }

    /** Fetches it where that is wanted, and tells whom it runs as: empty for root. */
    String ensure(String image, String platform, ImagePull when) {
        Optional<InspectImageResponse> there = inspect(image);
        Optional<String> other = there.map(BuildImage::platform).filter(found -> !found.equals(platform));
        boolean missing = there.isEmpty() || other.isPresent();
        if (missing && when == ImagePull.NEVER) {
            throw DockerFailures.absent(image, platform, other);
        }
        if (missing || when == ImagePull.ALWAYS) {
            log.imagePulling(image);
            pull(image, platform, other);
            there = inspect(image);
        }
        return there.map(BuildImage::user).orElse("");
    }

    private static String user(InspectImageResponse image) {
        return Optional.ofNullable(image.getConfig())
                .map(ContainerConfig::getUser)
                .orElse("");
    }

    private static String platform(InspectImageResponse image) {
        return image.getOs() + "/" + image.getArch();
    }

    private Optional<InspectImageResponse> inspect(String image) {
        try {
            return Optional.of(docker.inspectImageCmd(image).exec());
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw DockerFailures.inspection(image, e);
        }
    }

    private void pull(String image, String platform, Optional<String> there) {
        PullImageCmd command = docker.pullImageCmd(image).withPlatform(platform);
        credentials.of(image).ifPresent(command::withAuthConfig);
        Pull pull = new Pull();
        try {
            command.exec(pull).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedRunException("pulling " + image);
        } catch (RuntimeException e) {
            throw DockerFailures.pull(image, platform, there, e);
        }
        pull.failure().ifPresent(failure -> {
            throw DockerFailures.pull(image, platform, there, new IllegalStateException(failure));
        });
    }

    /** Notices an error among the progress: the engine has answered 200 by then. */
    private static final class Pull extends Answers<PullResponseItem> {
        private volatile @Nullable String failure;

        @Override
        public void onNext(PullResponseItem item) {
            ResponseItem.ErrorDetail detail = item.getErrorDetail();
            if (detail != null) {
                failure = detail.getMessage();
            }
        }

        Optional<String> failure() {
            return Optional.ofNullable(failure);
        }
    }
}
