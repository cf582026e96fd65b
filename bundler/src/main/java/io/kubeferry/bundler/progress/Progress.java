package io.kubeferry.bundler.progress;

/** Is told how far a run is, and may ignore any of it. Called from several threads. */
public interface Progress {
    /**
     * A stage begins; the one before it has ended.
     *
     * @param title what is done, in words
     * @param bytes how many bytes it will move; 0 where that is not its measure
     */
    default void stage(String title, long bytes) {}

    /** Bytes of the stage that are done; negative where some have to be done again. */
    default void advance(long bytes) {}

    /** Something a person should know, in words. */
    default void note(String text) {}

    /**
     * One image's part or file is being brought.
     *
     * @param item the image and its part, or the URL
     */
    default void started(String item, long bytes) {}

    /** It is there, whole and of the right digest. */
    default void finished(String item, long bytes, Origin origin) {}

    /** Tells nobody. */
    static Progress silent() {
        return new Progress() {};
    }
}
