/** S3, Lambda and CloudWatch Logs behind the pipeline's ports; what the AWS SDK throws ends here. */
@NullMarked
package io.github.lambdaci.aws;

import org.jspecify.annotations.NullMarked;
