package io.kubeferry.installer.host;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Role;
import io.kubeferry.installer.site.SshAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A real sshd of OpenSSH on loopback, with keys and settings of its own. */
final class TestSshd implements AutoCloseable {
    static final String ADDRESS = "127.0.0.1";

    private final Path folder;
    private final int port;
    private final Process process;

    private TestSshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static TestSshd start(Path folder) throws IOException, InterruptedException {
        Programs.needRoot();
        String sshd = Programs.need("sshd");
        String keygen = Programs.need("ssh-keygen");
        for (String key : List.of("ed25519", "ecdsa")) {
            Programs.run(
                    keygen,
                    "-q",
                    "-t",
                    key,
                    "-N",
                    "",
                    "-f",
                    folder.resolve("host_" + key).toString());
        }
        Programs.run(
                keygen,
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-f",
                folder.resolve("id").toString());
        // The daemon's own need, and not kept over a restart of the machine.
        Files.createDirectories(Path.of("/run/sshd"));
        int port = freePort();
        Files.write(
                folder.resolve("sshd_config"),
                List.of(
                        "Port " + port,
                        "ListenAddress " + ADDRESS,
                        "HostKey " + folder.resolve("host_ecdsa"),
                        "HostKey " + folder.resolve("host_ed25519"),
                        "AuthorizedKeysFile " + folder.resolve("id.pub"),
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PasswordAuthentication no",
                        "PermitRootLogin yes"));
        Process process = new ProcessBuilder(
                        sshd, "-D", "-e", "-f", folder.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("sshd.log").toFile())
                .start();
        TestSshd started = new TestSshd(folder, port, process);
        started.awaitPort();
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(ADDRESS))) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException, InterruptedException {
        for (int tries = 0; tries < 100; tries++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(ADDRESS, port));
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("sshd does not answer: " + Files.readString(folder.resolve("sshd.log")));
    }

    int port() {
        return port;
    }

    /** The line of known_hosts for one of the two host keys. */
    String knownHostsLine(String type) throws IOException {
        return "[" + ADDRESS + "]:" + port + " " + Files.readString(folder.resolve("host_" + type + ".pub"));
    }

    SshAccess access(String knownHosts) throws IOException {
        Path file = Files.writeString(folder.resolve("known_hosts"), knownHosts);
        return new SshAccess("root", port, folder.resolve("id"), file);
    }

    static Node node(String name) {
        return new Node(name, ADDRESS, Set.of(Role.CONTROL_PLANE));
    }

    /** Ends the daemon and all connections; commands go on, as they do when the network is gone. */
    void cut() {
        process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/sshd"))
                .forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Ends everything at once, commands too, as a power cut would. */
    void powerOff() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        powerOff();
    }
}
