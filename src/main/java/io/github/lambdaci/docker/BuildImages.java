package io.github.lambdaci.docker;

import io.github.lambdaci.failure.ProjectException;
import io.github.lambdaci.runtime.Architecture;
import io.github.lambdaci.runtime.LambdaRuntime;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Says which image builds for a runtime.
 *
 * @param repository a repository with one tag for each runtime, as lambci had it
 * @param image a tag, a digest or a whole reference, which then stands for itself
 */
public record BuildImages(Optional<String> repository, Optional<String> image) {
    /** AWS's own, without the runtime's name; SAM pulls the same. */
    private static final String DEFAULT = "public.ecr.aws/sam/";

    private static final String LAMBCI_TAG = "build-";

    /** Source: the grammar of references in the distribution project. */
    private static final String NAME =
            "(?:(?:localhost|[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+|[a-zA-Z0-9-]+(?=:))(?::\\d+)?/)?"
                    + "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*";

    private static final Pattern REPOSITORY = Pattern.compile(NAME);
    private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("@?(sha256:[0-9a-f]{64})");
    private static final Pattern REFERENCE =
            Pattern.compile(NAME + "(?::" + TAG.pattern() + ")?(?:@sha256:[0-9a-f]{64})?");

    /**
     * Reads the options of the command line.
     *
     * @throws ProjectException if one of them cannot be part of an image's reference
     */
    public static BuildImages of(Optional<String> repository, Optional<String> image) {
        repository.filter(name -> !REPOSITORY.matcher(name).matches()).ifPresent(name -> {
            throw new ProjectException(
                    "'" + name + "' is not the name of an image repository",
                    "give it without a tag, as in registry.example.com/team/lambda: --build-docker-repo REPOSITORY");
        });
        image.filter(name -> !isImage(name, repository.isPresent())).ifPresent(name -> {
            throw new ProjectException(
                    "'" + name + "' is not an image",
                    "give a tag, or a whole reference as in repository:tag or repository@sha256:…:"
                            + " --build-docker-image IMAGE");
        });
        return new BuildImages(repository, image);
    }

    private static boolean isImage(String name, boolean hasRepository) {
        return TAG.matcher(name).matches()
                || (hasRepository && DIGEST.matcher(name).matches())
                || (isReference(name) && REFERENCE.matcher(name).matches());
    }

    private static boolean isReference(String name) {
        return (name.contains("/") || name.contains(":") || name.contains("@"))
                && !DIGEST.matcher(name).matches();
    }

    /** The image's reference. */
    public String reference(LambdaRuntime runtime, Architecture architecture) {
        if (image.isPresent() && isReference(image.get())) {
            return image.get();
        }
        if (repository.isPresent()) {
            return inRepository(repository.get(), image.orElse(LAMBCI_TAG + runtime));
        }
        String latest = ":latest-" + architecture.lambdaName();
        if (image.isPresent() && image.get().startsWith(LAMBCI_TAG)) {
            // A tag of lambci's repository, which was the default once: the same name is a repository at AWS.
            return DEFAULT + image.get() + latest;
        }
        return DEFAULT + LAMBCI_TAG + runtime + image.map(tag -> ":" + tag).orElse(latest);
    }

    private static String inRepository(String repository, String tagOrDigest) {
        return DIGEST.matcher(tagOrDigest).matches()
                ? repository + "@" + tagOrDigest.replaceFirst("^@", "")
                : repository + ":" + tagOrDigest;
    }
}
