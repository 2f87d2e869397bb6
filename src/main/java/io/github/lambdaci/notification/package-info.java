/** What others are told of releases and rollbacks: messages, the channels that take them, and how they are sent beside a run. */
@NullMarked
package io.github.lambdaci.notification;

import org.jspecify.annotations.NullMarked;
