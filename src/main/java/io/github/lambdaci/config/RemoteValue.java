package io.github.lambdaci.config;

/**
 * A value that AWS keeps.
 *
 * @param text what it is
 * @param isSecret whether it must be shown to nobody
 */
public record RemoteValue(String text, boolean isSecret) {
    @Override
    public String toString() {
        return isSecret ? "***" : text;
    }
}
