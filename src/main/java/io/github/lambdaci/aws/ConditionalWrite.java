package io.github.lambdaci.aws;

import io.github.lambdaci.account.LeaseStore.Outcome;
import io.github.lambdaci.account.LeaseStore.Written;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Tells what came of a write to S3 that names a condition. */
final class ConditionalWrite {
    private ConditionalWrite() {}

    /**
     * Writes.
     *
     * @throws S3Exception if S3 refuses for another reason than the condition
     */
    static Written of(Supplier<PutObjectResponse> write) {
        try {
            return new Written(Outcome.DONE, write.get().eTag());
        } catch (S3Exception e) {
            return new Written(refusal(e), "");
        }
    }

    /** API reference, PutObject: 412 if the condition fails, 404 or 409 if another write or delete was faster. */
    private static Outcome refusal(S3Exception e) {
        if (e.statusCode() == 412
                || e.statusCode() == 409
                || e.awsErrorDetails().errorCode().equals("NoSuchKey")) {
            return Outcome.REFUSED;
        }
        if (e.statusCode() == 501) {
            return Outcome.UNSUPPORTED;
        }
        throw e;
    }
}
