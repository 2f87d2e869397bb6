package io.github.lambdaci.failure;

/** A new version was published but failed its check, so live traffic stayed on the old one. */
public final class VersionCheckException extends LambdaCiException {
    /** Says what is wrong with the new version. */
    public VersionCheckException(String message, String hint) {
        super(message, hint, null);
    }
}
