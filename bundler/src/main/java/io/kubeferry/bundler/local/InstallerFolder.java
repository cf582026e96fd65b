package io.kubeferry.bundler.local;

import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The installer that came with this bundler, as data: it is carried, never run here. */
public final class InstallerFolder {
    private InstallerFolder() {}

    /**
     * Reads the installer beside the bundler.
     *
     * @param home the bundler's own folder, with {@code installer/bin} and {@code installer/lib} in it
     */
    public static LocalTree read(Path home) {
        Path folder = home.resolve("installer");
        if (!Files.isRegularFile(folder.resolve("bin").resolve("installer"))) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    folder.toString(),
                    "this bundler has no installer to put into the bundle: bin/installer is not there",
                    "install the bundler anew; from the sources, build all modules with 'mvn package'");
        }
        try {
            return LocalTree.of(folder, BundleLayout.INSTALLER);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    folder.toString(),
                    "the installer cannot be read: " + e.getMessage(),
                    "install the bundler anew",
                    e);
        }
    }
}
