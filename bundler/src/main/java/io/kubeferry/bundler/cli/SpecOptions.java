package io.kubeferry.bundler.cli;

import io.kubeferry.bundler.lock.LockFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands that start from a spec take. */
final class SpecOptions {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "SPEC",
            defaultValue = "bundle.yaml",
            description = "The Bundle document (default: ${DEFAULT-VALUE}).")
    private Path spec;

    @Option(
            names = "--lock",
            paramLabel = "FILE",
            description = "The lock's file (default: beside the spec, bundle.lock.yaml for bundle.yaml).")
    private Path lock;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many things are fetched at once (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--runtime",
            paramLabel = "PLATFORM=PATH",
            description =
                    "The JDK or runtime image that the installer travels with on a platform (default: the one that"
                            + " runs this program).")
    private Map<String, Path> runtimes = new LinkedHashMap<>();

    @Option(
            names = "--allow-untested",
            description =
                    "Take versions together that upstream does not support together; the lock and the bundle say so.")
    private boolean untestedAllowed;

    Path spec() {
        return spec;
    }

    /** What the spec's own files are relative to. */
    Path folder() {
        return spec.toAbsolutePath().getParent();
    }

    boolean untestedAllowed() {
        return untestedAllowed;
    }

    Path lock() {
        return lock == null ? LockFile.beside(spec) : lock;
    }

    int connections() {
        return connections;
    }

    Map<String, Path> runtimes() {
        return runtimes;
    }
}
