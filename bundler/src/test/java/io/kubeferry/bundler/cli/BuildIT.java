package io.kubeferry.bundler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubeferry.bundler.world.Distribution;
import io.kubeferry.bundler.world.UpstreamWorld;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildIT {
    @TempDir
    static Path folder;

    private static UpstreamWorld world;
    private static Path spec;

    @BeforeAll
    static void makeTheWorld() throws Exception {
        assumeTrue(Distribution.binary().isPresent(), "skipped: no Distribution here (Debian: docker-registry)");
        world = UpstreamWorld.create(folder, 300_000);
        spec = world.writeSpec("bundle.yaml", "registry.example.com/shop/web:1");
        BundlerRun keygen = run("keygen", "--to", folder, "--no-passphrase");
        assertEquals(0, keygen.exitCode(), keygen.err());
    }

    @AfterAll
    static void endTheWorld() {
        if (world != null) {
            world.close();
        }
    }

    private static BundlerRun run(Object... arguments) {
        return BundlerRun.of(
                world.home(), Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), arguments);
    }

    @Test
    void buildsAndVerifiesAWholeBundle() throws Exception {
        Path bundle = folder.resolve("edge.tar");

        BundlerRun build = run("build", spec, "--key", folder.resolve("kubeferry.key"), "--bundle", bundle);
        System.err.println(build.err() + build.out());
        assertEquals(0, build.exitCode(), build.err());

        BundlerRun verify = run("verify", bundle, "--key", folder.resolve("kubeferry.pub"));
        assertEquals(0, verify.exitCode(), verify.err());
        System.err.println(Files.readString(folder.resolve("bundle.lock.yaml")));
        System.err.println(
                run("inspect", bundle, "--key", folder.resolve("kubeferry.pub")).out());
    }
}
