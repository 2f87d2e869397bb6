package io.github.lambdaci.account;

/**
 * A call of a function.
 *
 * @param function the function's name
 * @param qualifier a version or an alias
 * @param type how it is called
 * @param payload the event, JSON
 */
public record InvocationRequest(String function, String qualifier, Type type, String payload) {
    /** How a function is called (API reference, Invoke). */
    public enum Type {
        /** The answer is waited for. */
        REQUEST_RESPONSE(6 * 1024 * 1024),
        /** The event is queued. */
        EVENT(1024 * 1024),
        /** Only the right to call and the payload are checked. */
        DRY_RUN(6 * 1024 * 1024);

        private final int limit;

        Type(int limit) {
            this.limit = limit;
        }

        /** How many bytes the payload may have. */
        public int limit() {
            return limit;
        }
    }
}
