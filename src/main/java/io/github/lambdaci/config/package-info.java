/** The configuration file: reading it, which of its settings count, and what they look up elsewhere. */
@NullMarked
package io.github.lambdaci.config;

import org.jspecify.annotations.NullMarked;
