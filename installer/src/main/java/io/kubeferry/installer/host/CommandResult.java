package io.kubeferry.installer.host;

/**
 * What a command that ran to its end left.
 *
 * @param output standard output, UTF-8, bounded by the host
 * @param error standard error, UTF-8, bounded by the host
 */
public record CommandResult(int exitCode, String output, String error) {
    public boolean succeeded() {
        return exitCode == 0;
    }
}
