package io.kubeferry.bundler.cli.option;

import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.bundler.source.retry.RetryPolicy;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all commands that start from a spec take. */
public final class SpecOptions {
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
            description =
                    "How many things are fetched at once (default: ${DEFAULT-VALUE}). A host that is in trouble is"
                            + " asked for fewer, until it bears more again.")
    private int connections;

    @Option(
            names = "--retries",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "How often something is asked for again that failed and may not fail again, such as a connection"
                            + " that was cut, 429 or 503 (default: ${DEFAULT-VALUE}); what brought content on does not count.")
    private int retries;

    @Option(
            names = "--silence",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a source may send nothing before it is asked again (default: ${DEFAULT-VALUE}).")
    private int silence;

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

    @Mixin
    private ProgressOption progress;

    @Mixin
    private CacheOption cache;

    public Path spec() {
        return spec;
    }

    /** What the spec's own files are relative to. */
    public Path folder() {
        return spec.toAbsolutePath().getParent();
    }

    public boolean untestedAllowed() {
        return untestedAllowed;
    }

    public Path lock() {
        return lock == null ? LockFile.beside(spec) : lock;
    }

    /** Shows how the run gets on. */
    public Display display(Console console) {
        return progress.on(console);
    }

    public CacheOption cache() {
        return cache;
    }

    /** Within its limits. */
    public int connections() {
        return within("--connections", connections, 1, 64, "4 suits most places");
    }

    /** What a source is given. */
    public RetryPolicy patience() {
        return RetryPolicy.standard()
                .with(
                        1 + within("--retries", retries, 0, 100, "5 suits most places"),
                        Duration.ofSeconds(within("--silence", silence, 1, 3600, "30 suits most places")));
    }

    private static int within(String option, int value, int least, int most, String advice) {
        if (value < least || value > most) {
            throw Failure.of(
                    ExitCode.USAGE, option, "is " + value + ", the limits are " + least + " and " + most, advice);
        }
        return value;
    }

    public Map<String, Path> runtimes() {
        return runtimes;
    }
}
