/** The sandbox's S3: buckets, versioned objects, multipart uploads and checksums. */
@NullMarked
package io.github.lambdaci.sandbox.s3;

import org.jspecify.annotations.NullMarked;
