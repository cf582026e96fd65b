package io.kubeferry.bundler.cli.option;

import io.kubeferry.bundler.lock.Lock;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the bundle goes. */
public final class BundleOption {
    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "The bundle's file (default: NAME-VERSION.tar in this folder).")
    private Path file;

    public Path file(Lock lock) {
        return file == null ? Path.of(lock.name() + "-" + lock.version() + ".tar") : file;
    }
}
