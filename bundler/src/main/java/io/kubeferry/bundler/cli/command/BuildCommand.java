package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.build.BundleBuild;
import io.kubeferry.bundler.build.BundleBuild.Built;
import io.kubeferry.bundler.build.BundlePlan;
import io.kubeferry.bundler.build.FreeSpace;
import io.kubeferry.bundler.cli.option.BundleOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.option.PassphraseOptions;
import io.kubeferry.bundler.cli.option.SpecOptions;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.cli.output.Display;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockFile;
import io.kubeferry.bundler.signing.KeyFiles;
import io.kubeferry.bundler.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code build}. */
@Command(
        name = "build",
        description = "Builds and signs the bundle. A build that was interrupted continues when it is run again.")
public final class BuildCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private SpecOptions options;

    @Mixin
    private BundleOption bundle;

    @Mixin
    private PassphraseOptions passphrase;

    @Mixin
    private OutputOption output;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "The private key (kubeferry.key).")
    private Path key;

    @Option(
            names = "--locked",
            description = "Build exactly what the lock says; refuse where the spec asks for something else.")
    private boolean locked;

    public BuildCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Display display = options.display(console);
        try (Workspace workspace = Workspace.open(options, console, display)) {
            Pending<Payload> payload = workspace.payload();
            // Before anything is fetched: a wrong passphrase is told now.
            SigningKey signingKey = KeyFiles.read(key, () -> passphrase.get(console, "Passphrase of " + key));
            Lock lock = lock(workspace, payload);
            BundlePlan plan = workspace.plan(lock, payload.get());
            BundleBuild build = new BundleBuild(
                    workspace.images(),
                    workspace.downloads(),
                    workspace.cache(),
                    display,
                    FreeSpace.real(),
                    options.connections());
            Built built = build.run(plan, signingKey, bundle.file(lock));
            display.end();
            print(built);
        }
        return 0;
    }

    private Lock lock(Workspace workspace, Pending<Payload> payload) {
        if (locked) {
            return workspace.locked(options.lock(), payload);
        }
        Lock fresh = workspace.resolve(payload);
        LockFile.write(options.lock(), fresh);
        return fresh;
    }

    private void print(Built built) {
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("bundle", built.file().toString());
            fields.put("size", built.size());
            fields.put("manifest", built.manifest().toString());
            fields.put("lock", options.lock().toString());
            fields.put("keptBytes", built.kept());
            console.out().println(OutputOption.json(fields));
        } else {
            console.out()
                    .println(built.file() + ": " + ByteCount.of(built.size()) + ", signed; bundle.json "
                            + built.manifest());
        }
    }
}
