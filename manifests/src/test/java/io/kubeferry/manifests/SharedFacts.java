package io.kubeferry.manifests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The folder of upstream's facts that may lie beside the project; tests that want it are skipped where it is not there. */
public final class SharedFacts {
    private SharedFacts() {}

    /** The text of a file of the folder, such as {@code cni/kube-flannel-v0.28.9.yml}. */
    public static String read(String name) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shared/facts"))) {
            here = here.getParent();
        }
        Assumptions.assumeTrue(here != null, "no folder shared/facts beside the project");
        Path file = here.resolve("shared/facts").resolve(name);
        Assumptions.assumeTrue(Files.isRegularFile(file), "shared/facts has no " + name);
        return Files.readString(file);
    }
}
