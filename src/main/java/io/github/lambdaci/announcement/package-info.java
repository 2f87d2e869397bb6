/** What is live, announced to those who deploy it elsewhere: the message, and the record that it was sent. */
@NullMarked
package io.github.lambdaci.announcement;

import org.jspecify.annotations.NullMarked;
