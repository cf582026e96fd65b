package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.option.PassphraseOptions;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.bundler.signing.KeyFiles;
import io.kubeferry.bundler.signing.KeyPair;
import io.kubeferry.bundler.signing.Passphrase;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keygen}. */
@Command(name = "keygen", description = "Makes a key to sign bundles with (ECDSA P-256): kubeferry.key, kubeferry.pub.")
public final class KeygenCommand implements Runnable {
    private final Console console;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "Where the two files go (default: here). Existing files are never overwritten.")
    private Path folder;

    @Option(names = "--no-passphrase", description = "Leave the private key unencrypted.")
    private boolean plain;

    @Mixin
    private PassphraseOptions passphrase;

    public KeygenCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        KeyPair files = KeyPair.in(folder, "kubeferry");
        Optional<Passphrase> encryption =
                plain ? Optional.empty() : Optional.of(passphrase.get(console, "Passphrase for " + files.privateKey()));
        KeyFiles.generate(files, encryption);
        console.out().println(files.privateKey() + ": keep it where bundles are built, and nowhere else");
        console.out().println(files.publicKey() + ": goes to every site, by another way than the bundles");
    }
}
