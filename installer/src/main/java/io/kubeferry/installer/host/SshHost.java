package io.kubeferry.installer.host;

import io.kubeferry.installer.site.SshAccess;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** A machine that is reached over SSH: one connection, a channel for each command. */
public final class SshHost extends ShellHost {
    private static final Duration OPEN_LIMIT = Duration.ofSeconds(20);
    /** How long output is read after a command's end: a child that it left behind may keep the channel open for ever. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);
    /** What a shell says of a command that a signal ended is 128 and the signal's number; SSH tells only its name. */
    private static final int ENDED_BY_SIGNAL = 128;

    private static final Duration SUDO_LIMIT = Duration.ofSeconds(20);

    private final ClientSession session;
    private final String address;
    private Elevation elevation = new Elevation.None();

    SshHost(String name, String address, NodePaths paths, ClientSession session) {
        super(name, paths);
        this.address = address;
        this.session = session;
    }

    /**
     * Has every further command go through sudo.
     *
     * @throws Failure with {@link ExitCode#NODE_UNREACHABLE} where sudo does not let the user
     */
    void elevate(SshAccess.Sudo sudo) {
        String said = "";
        for (Elevation tried : Elevation.toTry(sudo.password())) {
            elevation = tried;
            try {
                CommandResult result = run(Command.of(SUDO_LIMIT, "true"));
                if (result.succeeded()) {
                    return;
                }
                said = result.error().strip();
            } catch (IOException e) {
                said = e.getMessage();
            }
        }
        throw Elevation.refused(name(), sudo, said);
    }

    @Override
    int execute(List<String> argv, Input own, Tail output, Tail error, Duration limit) throws IOException {
        Input input = elevation.input(own);
        try (ChannelExec channel = session.createExecChannel(ShellWords.join(elevation.command(argv)))) {
            channel.setOut(output);
            channel.setErr(error);
            channel.open().verify(OPEN_LIMIT);
            send(input, channel);
            return await(channel, limit);
        }
    }

    private int await(ChannelExec channel, Duration limit) throws IOException {
        Set<ClientChannelEvent> events = channel.waitFor(
                EnumSet.of(ClientChannelEvent.EXIT_STATUS, ClientChannelEvent.EXIT_SIGNAL, ClientChannelEvent.CLOSED),
                limit);
        if (events.contains(ClientChannelEvent.TIMEOUT)) {
            throw new IOException(name() + " (" + address + ") did not answer within " + limit.toSeconds() + " s");
        }
        channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LAST_OUTPUT);
        if (channel.getExitStatus() != null) {
            return channel.getExitStatus();
        }
        if (channel.getExitSignal() != null) {
            return ENDED_BY_SIGNAL;
        }
        throw new IOException("the connection to " + name() + " (" + address + ") was lost");
    }

    /**
     * A command may end without having read its input: what that means is said by its exit code, and files that are placed
     * are checked on the machine.
     */
    private static void send(Input input, ChannelExec channel) {
        try (OutputStream stdin = channel.getInvertedIn()) {
            input.writeTo(stdin);
        } catch (IOException e) {
            return; // a lost connection shows in the missing exit code
        }
    }

    @Override
    public void close() throws IOException {
        session.close(false).await(OPEN_LIMIT);
    }
}
