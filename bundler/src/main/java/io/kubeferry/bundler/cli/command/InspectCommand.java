package io.kubeferry.bundler.cli.command;

import io.kubeferry.bundler.cli.option.KeyOption;
import io.kubeferry.bundler.cli.option.OutputOption;
import io.kubeferry.bundler.cli.output.ByteCount;
import io.kubeferry.bundler.cli.output.Console;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.BundleManifestJson;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.UpgradeNotes;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code inspect}. */
@Command(name = "inspect", description = "Shows what a bundle carries; its signature is checked, its contents are not.")
public final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "BUNDLE", description = "The bundle's file.")
    private Path file;

    @Mixin
    private KeyOption key;

    @Mixin
    private OutputOption output;

    public InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (SignedBundle bundle = SignedBundle.open(file, key.read())) {
            if (output.json()) {
                console.out().print(new String(BundleManifestJson.write(bundle.manifest()), StandardCharsets.UTF_8));
            } else {
                print(bundle.manifest(), bundle.size());
            }
        }
        return 0;
    }

    private void print(BundleManifest manifest, long size) {
        PrintStream out = console.out();
        out.println(manifest.title() + ", " + ByteCount.of(size) + ", for " + manifest.platforms());
        manifest.upgradeFrom()
                .ifPresent(from -> out.println("upgrades sites of Kubernetes " + from + " by these hops:"));
        manifest.kubernetes().forEach(each -> out.println("Kubernetes " + each.version() + " " + each.tools()));
        UpgradeNotes.of(manifest.upgradeFrom(), manifest.kubernetes()).forEach(note -> out.println("note: " + note));
        manifest.untested().forEach(each -> out.println("untested: " + each));
        out.println("network " + manifest.network().provider() + " "
                + manifest.network().version());
        manifest.loadBalancer().ifPresent(each -> out.println("load balancer " + each.provider()));
        manifest.addons()
                .forEach(each -> out.println("add-on " + each.name()
                        + (each.version().isEmpty() ? "" : " " + each.version()) + ", "
                        + each.manifests().size() + (each.manifests().size() == 1 ? " manifest" : " manifests")));
        manifest.untested().forEach(each -> out.println("untested: " + each));
        manifest.runtimes()
                .forEach(each -> out.println("Java " + each.javaVersion() + " for " + each.platform() + ", needs glibc "
                        + each.minimumGlibc() + " or later"));
        out.println();
        for (CarriedImage image : manifest.images()) {
            out.println(image.digest().brief() + "  " + image.reference() + "  (" + String.join("; ", image.neededBy())
                    + ")");
        }
        for (CarriedFile carried : manifest.files()) {
            out.println(carried.digest().brief() + "  " + carried.name() + " " + carried.version()
                    + carried.platform().map(each -> " for " + each).orElse("") + "  ("
                    + ByteCount.of(carried.size()) + ")");
        }
    }
}
