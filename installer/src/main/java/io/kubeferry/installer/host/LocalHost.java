package io.kubeferry.installer.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine that the installer runs on. */
public final class LocalHost extends ShellHost {
    /** How long output is read after a command's end: a child that it left behind may keep the pipe open for ever. */
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(2);

    public LocalHost(String name) {
        this(name, NodePaths.STANDARD);
    }

    LocalHost(String name, NodePaths paths) {
        super(name, paths);
    }

    @Override
    int execute(List<String> argv, Input input, Tail output, Tail error, Duration limit) throws IOException {
        Process process = new ProcessBuilder(argv).directory(new File("/")).start();
        Thread out = copy(process.getInputStream(), output);
        Thread err = copy(process.getErrorStream(), error);
        try {
            send(input, process.getOutputStream());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(argv.get(0) + " did not end within " + limit.toSeconds() + " s");
            }
            out.join(LAST_OUTPUT.toMillis());
            err.join(LAST_OUTPUT.toMillis());
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a command ran");
        } finally {
            process.destroyForcibly();
        }
    }

    /** A command may end without having read its input: what that means is said by its exit code. */
    private static void send(Input input, OutputStream stdin) {
        try (stdin) {
            input.writeTo(stdin);
        } catch (IOException e) {
            return; // the pipe is closed: nobody reads it any more
        }
    }

    private static Thread copy(InputStream from, Tail to) {
        Thread thread = new Thread(
                () -> {
                    try (from) {
                        from.transferTo(to);
                    } catch (IOException e) {
                        // The pipe was closed with the process; what came before is kept.
                        return;
                    }
                },
                "output");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
