package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockFile;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lock}. */
@Command(name = "lock", description = "Resolves the spec and pins everything in a lock beside it.")
final class LockCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SpecOptions options;

    LockCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        ProgressDisplay display = ProgressDisplay.on(console);
        try (Workspace workspace = Workspace.open(options, console, display)) {
            Lock lock = workspace.resolve(workspace.payload());
            LockFile.write(options.lock(), lock);
            display.end();
            console.out()
                    .println("wrote " + options.lock() + ": " + lock.images().size() + " images, "
                            + lock.files().size() + " files");
        }
        return 0;
    }
}
