/** What several test classes share: fakes of the ports, and the emulators that the real adapters are tested with. */
@NullMarked
package io.github.lambdaci.testing;

import org.jspecify.annotations.NullMarked;
