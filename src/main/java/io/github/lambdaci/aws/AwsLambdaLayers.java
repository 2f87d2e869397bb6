package io.github.lambdaci.aws;

import io.github.lambdaci.account.Descriptions;
import io.github.lambdaci.account.FunctionVersion;
import io.github.lambdaci.account.LambdaLayers;
import io.github.lambdaci.account.LayerContent;
import io.github.lambdaci.account.LayerRequest;
import io.github.lambdaci.account.LayerSize;
import io.github.lambdaci.account.LayerVersion;
import io.github.lambdaci.account.LayerVersionArn;
import io.github.lambdaci.artifact.Sha256;
import io.github.lambdaci.failure.AwsException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.LayerVersionContentOutput;
import software.amazon.awssdk.services.lambda.model.LayerVersionsListItem;
import software.amazon.awssdk.services.lambda.model.ListLayerVersionsResponse;
import software.amazon.awssdk.services.lambda.model.PublishLayerVersionResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lambda's layers by its API. */
public final class AwsLambdaLayers implements LambdaLayers {
    private static final Logger LOG = LoggerFactory.getLogger(AwsLambdaLayers.class);

    /** As often as the SDK tries. */
    private static final int ATTEMPTS = 3;

    private final AwsClients clients;
    private final Patience patience;

    /** Nothing is asked of AWS yet; later, waits no longer than the limit between attempts. */
    public AwsLambdaLayers(AwsClients clients, Duration limit) {
        this(clients, new Patience(limit));
    }

    AwsLambdaLayers(AwsClients clients, Patience patience) {
        this.clients = clients;
        this.patience = patience;
    }

    @Override
    public Search search(String layerName) {
        Optional<ListLayerVersionsResponse> newest = page(layerName, null);
        return fingerprint -> find(layerName, fingerprint, newest);
    }

    /** Lambda lists the newest first; a page is asked for only when the one before it did not have the version. */
    private Optional<LayerVersionArn> find(
            String layerName, Sha256 fingerprint, Optional<ListLayerVersionsResponse> newest) {
        Optional<ListLayerVersionsResponse> page = newest;
        while (page.isPresent()) {
            Optional<LayerVersionArn> found = newest(page.get(), fingerprint);
            if (found.isPresent() || page.get().nextMarker() == null) {
                return found;
            }
            page = page(layerName, page.get().nextMarker());
        }
        return Optional.empty();
    }

    private Optional<ListLayerVersionsResponse> page(String layerName, @Nullable String marker) {
        return clients.failures().send(listing(layerName), () -> {
            try {
                return Optional.of(clients.lambda()
                        .listLayerVersions(
                                request -> request.layerName(layerName).marker(marker)));
            } catch (ResourceNotFoundException e) {
                return Optional.empty();
            }
        });
    }

    /** The right knows no narrower resource (Service Authorization Reference). */
    private static AwsCall listing(String layerName) {
        return new AwsCall("listing the versions of layer '" + layerName + "'", "lambda:ListLayerVersions", "*");
    }

    private static Optional<LayerVersionArn> newest(ListLayerVersionsResponse page, Sha256 fingerprint) {
        return page.layerVersions().stream()
                .filter(version -> version.description() != null)
                .filter(version ->
                        Descriptions.fingerprint(version.description()).equals(Optional.of(fingerprint)))
                .max(Comparator.comparing(LayerVersionsListItem::version))
                .map(version -> LayerVersionArn.of(version.layerVersionArn()));
    }

    @Override
    public LayerVersionArn publish(LayerRequest request) {
        AwsCall call = new AwsCall(
                "publishing layer '" + request.layerName() + "'",
                "lambda:PublishLayerVersion",
                "layer " + request.layerName());
        return clients.failures().send(call, () -> publishOnce(request));
    }

    /** Lambda makes another version each time: what may be there already is looked for before it is tried again. */
    private LayerVersionArn publishOnce(LayerRequest request) {
        Patience.Wait wait = patience.begin();
        for (int attempt = 1; ; attempt++) {
            try {
                return publishedRight(publishVersion(request), request);
            } catch (SdkException e) {
                if (!maybeDone(e)) {
                    throw e;
                }
                Optional<LayerVersionArn> done = look(request, e);
                if (done.isPresent()) {
                    return done.get();
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                wait.pause("layer " + request.layerName());
            }
        }
    }

    /** Whether Lambda may have done it, though it did not say so. */
    private static boolean maybeDone(SdkException e) {
        return e instanceof AwsServiceException refused
                ? refused.statusCode() >= 500
                : !(e instanceof AbortedException);
    }

    private Optional<LayerVersionArn> look(LayerRequest request, SdkException first) {
        try {
            return find(request.layerName(), request.fingerprint())
                    .filter(found ->
                            content(found).sha256().equals(request.packages().sha256()));
        } catch (AwsException e) {
            // What failed first says more of what is wrong.
            first.addSuppressed(e);
            throw first;
        }
    }

    private static LayerVersionArn publishedRight(PublishLayerVersionResponse published, LayerRequest request) {
        Optional<Sha256> taken =
                Optional.ofNullable(published.content()).flatMap(content -> LambdaAnswers.sha256(content.codeSha256()));
        if (!taken.equals(Optional.of(request.packages().sha256()))) {
            throw new AwsException(
                    "layer version " + published.layerVersionArn() + " does not hold the packages of this run",
                    "the function was not changed; see what else writes to "
                            + request.packages().key() + ", then run again");
        }
        return LayerVersionArn.of(published.layerVersionArn());
    }

    private PublishLayerVersionResponse publishVersion(LayerRequest request) {
        return clients.carefulLambda()
                .publishLayerVersion(version -> version.layerName(request.layerName())
                        .description(Descriptions.ofLayer(request.fingerprint(), request.sourceVersion()))
                        // By name: the SDK's enumerations do not know runtimes that are newer than itself.
                        .compatibleRuntimesWithStrings(request.runtime().name())
                        .compatibleArchitecturesWithStrings(
                                request.architecture().lambdaName())
                        .content(content -> content.s3Bucket(
                                        request.packages().key().bucket())
                                .s3Key(request.packages().key().key())
                                .s3ObjectVersion(request.packages().versionId().orElse(null))));
    }

    @Override
    public List<LayerVersion> layerVersions(String layerName) {
        return clients.failures().send(listing(layerName), () -> {
            try {
                return clients.lambda().listLayerVersionsPaginator(request -> request.layerName(layerName)).stream()
                        .flatMap(page -> page.layerVersions().stream())
                        .sorted(Comparator.comparing(LayerVersionsListItem::version))
                        .map(AwsLambdaLayers::layerVersion)
                        .toList();
            } catch (ResourceNotFoundException e) {
                return List.of();
            }
        });
    }

    private static LayerVersion layerVersion(LayerVersionsListItem item) {
        return new LayerVersion(
                LayerVersionArn.of(item.layerVersionArn()),
                Optional.ofNullable(item.description()).orElse(""),
                LambdaAnswers.modified(item.createdDate()));
    }

    @Override
    public void delete(LayerVersionArn version) {
        AwsCall call = new AwsCall(
                "deleting layer version '" + version + "'", "lambda:DeleteLayerVersion", version.toString());
        clients.failures()
                .send(
                        call,
                        () -> clients.lambda()
                                .deleteLayerVersion(request ->
                                        request.layerName(version.layerArn()).versionNumber(version.version())));
    }

    /** Reads the directory of the layer's zip; whoever may not is told the size that the function's settings name. */
    @Override
    public LayerSize size(FunctionVersion function, LayerVersionArn layer) {
        return clients.failures().send(reading(layer), () -> {
            try {
                LayerVersionContentOutput content = clients.lambda()
                        .getLayerVersionByArn(request -> request.arn(layer.toString()))
                        .content();
                return LayerSize.unzipped(unzippedBytes(content));
            } catch (LambdaException | IOException | IllegalArgumentException e) {
                // Its message can name the address, which whoever has it may download.
                LOG.debug("the size of {}'s zip is taken, as reading its content failed ({})", layer, e.getClass());
                return zippedSize(function, layer);
            }
        });
    }

    @Override
    public LayerContent content(LayerVersionArn layer) {
        GetLayerVersionResponse answer = clients.failures()
                .send(
                        reading(layer),
                        () -> clients.lambda()
                                .getLayerVersion(request ->
                                        request.layerName(layer.layerArn()).versionNumber(layer.version())));
        Sha256 sha256 = sha256(answer.content())
                .orElseThrow(() -> new AwsException(
                        "Lambda does not tell the hash of layer '" + layer + "'",
                        "publish its packages once more, and attach that version"));
        return new LayerContent(
                sha256, Optional.ofNullable(answer.description()).orElse(""));
    }

    @Override
    public void download(LayerVersionArn layer, Path target) {
        LayerVersionContentOutput content = clients.failures()
                .send(
                        reading(layer),
                        () -> clients.lambda().getLayerVersionByArn(request -> request.arn(layer.toString())))
                .content();
        String location = content == null ? null : content.location();
        new Downloads(clients.http()).fetch("layer " + layer, location, sha256(content), target);
    }

    private static AwsCall reading(LayerVersionArn layer) {
        return new AwsCall("reading layer '" + layer + "'", "lambda:GetLayerVersion", layer.toString());
    }

    private static Optional<Sha256> sha256(@Nullable LayerVersionContentOutput content) {
        return Optional.ofNullable(content).flatMap(found -> LambdaAnswers.sha256(found.codeSha256()));
    }

    private long unzippedBytes(@Nullable LayerVersionContentOutput content) throws IOException {
        if (content == null || content.location() == null || content.codeSize() == null) {
            throw new IOException("Lambda does not say where it is");
        }
        return LayerContents.unzippedBytes(clients.http(), URI.create(content.location()), content.codeSize());
    }

    private LayerSize zippedSize(FunctionVersion function, LayerVersionArn layer) {
        GetFunctionConfigurationResponse settings = clients.lambda()
                .getFunctionConfiguration(request -> request.functionName(function.functionArn())
                        .qualifier(function.isPublished() ? function.version() : null));
        return LayerSize.zipped(settings.layers().stream()
                .filter(attached -> attached.arn().equals(layer.toString()))
                .map(Layer::codeSize)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(0L));
    }
}
