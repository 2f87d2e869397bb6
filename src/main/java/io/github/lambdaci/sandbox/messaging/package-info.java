/** What others are told by, and where secrets for that are: SNS, EventBridge and the Parameter Store of Systems Manager. */
@NullMarked
package io.github.lambdaci.sandbox.messaging;

import org.jspecify.annotations.NullMarked;
