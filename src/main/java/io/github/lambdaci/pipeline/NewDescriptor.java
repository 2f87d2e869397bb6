package io.github.lambdaci.pipeline;

/** A package descriptor that is to be cached, as the one that is cached is another. */
public final class NewDescriptor {
    private final String name;
    private final byte[] content;

    /**
     * Keeps a descriptor.
     *
     * @param name the name under which it is cached
     */
    public NewDescriptor(String name, byte[] content) {
        this.name = name;
        this.content = content.clone();
    }

    /** The name under which it is cached. */
    public String name() {
        return name;
    }

    /** Its text. */
    public byte[] content() {
        return content.clone();
    }
}
