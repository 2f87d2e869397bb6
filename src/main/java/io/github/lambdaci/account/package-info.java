/** What there is in an AWS account, in the words of the domain, and the ports through which it is read and changed. */
@NullMarked
package io.github.lambdaci.account;

import org.jspecify.annotations.NullMarked;
