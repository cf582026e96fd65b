package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.lock.Lock;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the bundle goes. */
final class BundleOption {
    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "The bundle's file (default: NAME-VERSION.tar in this folder).")
    private Path file;

    Path file(Lock lock) {
        return file == null ? Path.of(lock.name() + "-" + lock.version() + ".tar") : file;
    }
}
