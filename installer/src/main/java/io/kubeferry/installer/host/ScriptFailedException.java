package io.kubeferry.installer.host;

import java.io.IOException;

/** The machine was reached and one of our scripts ran to its end there, but could not do what it is for. */
public final class ScriptFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient CommandResult result;

    public ScriptFailedException(String what, CommandResult result) {
        super(what + ", exit code " + result.exitCode());
        this.result = result;
    }

    /** What the script left. */
    public CommandResult result() {
        return result;
    }
}
