package io.kubeferry.installer.host;

import java.io.IOException;
import java.util.List;

/** A machine that can be changed. */
public interface Host extends ReadOnlyHost, AutoCloseable {
    /**
     * Runs a command and waits for its end.
     *
     * @throws IOException where the machine cannot be reached any more; whether the command ran is then unknown
     */
    CommandResult run(Command command) throws IOException;

    /**
     * Runs a command that goes on when the connection, or this program, ends in the middle: as a transient systemd unit
     * {@code kubeferry-<name>}, its output in {@code /var/lib/kubeferry/actions/<name>.log}, its exit code, once there is
     * one, in {@code /var/lib/kubeferry/actions/<name>.status}.
     *
     * @param name lower-case letters and '-'
     */
    CommandResult runDetached(String name, Command command) throws IOException;

    /**
     * Puts files on the machine in one go. Each is written once, beside its place, checked there against its digest, and
     * renamed; so a file that has its name has its content. Parent folders are made. Each path is written into the node's
     * record ({@code /var/lib/kubeferry/changes}, a line {@code file<TAB>path}) before it appears; a file that was there
     * before us is kept under {@code /var/lib/kubeferry/originals} first.
     *
     * @return the number of bytes sent
     * @throws ScriptFailedException where the machine was reached but could not take them
     * @throws SourceFailedException where a content could not be read
     */
    long place(List<PlacedFile> files) throws IOException;

    /**
     * Writes into the node's record how a change is taken back, before the change is made: a line {@code undo<TAB>} and the
     * argument vector as a JSON array.
     */
    void recordUndo(List<String> argv) throws IOException;

    @Override
    void close() throws IOException;
}
