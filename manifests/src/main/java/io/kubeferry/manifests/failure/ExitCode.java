package io.kubeferry.manifests.failure;

/** The exit codes that both programs share; scripts on sites rely on them. */
public enum ExitCode {
    DONE(0),
    USAGE(2),
    INVALID_INPUT(10),
    NOT_TRUSTED(11),
    PREFLIGHT_FAILED(12),
    NODE_UNREACHABLE(13),
    ACTION_FAILED(14),
    CLUSTER_NOT_HEALTHY(15),
    SOURCE_UNAVAILABLE(20),
    BUG(70),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number the process ends with. */
    public int number() {
        return number;
    }
}
