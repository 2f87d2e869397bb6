/** The packaged program as users run it, against AWS as the sandbox and an emulator play it, with real builds. */
@NullMarked
package io.github.lambdaci.endtoend;

import org.jspecify.annotations.NullMarked;
