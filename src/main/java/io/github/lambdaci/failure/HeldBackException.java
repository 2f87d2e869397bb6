package io.github.lambdaci.failure;

/** A new version did not become live, or no longer is, because of another one that was to become live together with it. */
public final class HeldBackException extends LambdaCiException {
    private final String because;

    /**
     * Says what stayed as it was.
     *
     * @param because what failed
     */
    public HeldBackException(String message, String because) {
        super(message, "mend what failed, then run the same command again", null);
        this.because = because;
    }

    /** What failed. */
    public String because() {
        return because;
    }
}
