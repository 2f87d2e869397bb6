/** HTTP as AWS's services speak it. */
@NullMarked
package io.github.lambdaci.aws.http;

import org.jspecify.annotations.NullMarked;
