package io.github.lambdaci.config;

import java.util.List;

/**
 * What a setting of the file comes to.
 *
 * @param key which one
 * @param place where its name stands
 * @param texts its value, or those of a list; paths are from the current folder
 * @param isSecret whether some of it must be shown to nobody
 */
public record Value(Key key, Place place, List<String> texts, boolean isSecret) {
    private static final String HIDDEN = "***";

    /** What may be shown of it. */
    public List<String> visible() {
        return isSecret ? List.of(HIDDEN) : texts.stream().map(key::visible).toList();
    }

    @Override
    public String toString() {
        return key.name() + "=" + visible() + " (" + place + ")";
    }
}
