package io.kubeferry.bundler.world;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** CNCF Distribution as Debian ships it, on a free loopback port. */
public final class Distribution implements AutoCloseable {
    private static final List<Path> BINARIES =
            List.of(Path.of("/usr/bin/docker-registry"), Path.of("/usr/bin/registry"));

    private final Process process;
    private final int port;

    private Distribution(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The binary; empty where this machine lacks it. */
    public static Optional<Path> binary() {
        return BINARIES.stream().filter(Files::isExecutable).findFirst();
    }

    /**
     * Starts a registry.
     *
     * @param folder for its storage, configuration and log
     * @param more lines of configuration, such as an auth section
     */
    public static Distribution start(Path folder, String more) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path config = Files.createDirectories(folder).resolve("config.yml");
        Files.writeString(config, """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                %s
                """.formatted(folder.resolve("storage"), port, more));
        Process process = new ProcessBuilder(binary().orElseThrow().toString(), "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Distribution distribution = new Distribution(process, port);
        distribution.awaitPort();
        return distribution;
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < end && process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
                return;
            } catch (IOException e) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
        throw new IOException("Distribution did not open port " + port);
    }

    /** {@code 127.0.0.1:<port>}. */
    public String host() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
