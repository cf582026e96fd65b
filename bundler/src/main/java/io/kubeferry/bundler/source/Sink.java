package io.kubeferry.bundler.source;

/** Takes the bytes of one blob in order. Trouble of its own (a full disk) it reports as a Failure, not as a fault of the source. */
public interface Sink {
    /** How many bytes it has; a fetch goes on from there. */
    long received();

    /** Forgets what it has: the next byte is the first one again. */
    void restart();

    /** Takes the first {@code length} bytes of {@code buffer}. */
    void write(byte[] buffer, int length);
}
