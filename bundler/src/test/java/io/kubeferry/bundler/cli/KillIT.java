package io.kubeferry.bundler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubeferry.bundler.world.Distribution;
import io.kubeferry.bundler.world.UpstreamWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builds that are killed at random moments, in a process of their own. */
class KillIT {
    private static final int LAYER_SIZE = 25_000_000;
    private static final int KILLS = 4;

    @TempDir
    Path folder;

    @Test
    void continuesAfterEveryKillAndComesToTheSameBytes() throws Exception {
        assumeTrue(
                Distribution.binary().isPresent(), "skipped: no Distribution here (Debian's package docker-registry)");
        try (UpstreamWorld world = UpstreamWorld.create(folder, LAYER_SIZE)) {
            Path spec = world.writeSpec("bundle.yaml", "registry.example.com/shop/web:1");
            Path whole = folder.resolve("whole.tar");
            succeeds(world, "keygen", "--to", folder, "--no-passphrase");
            succeeds(world, "build", spec, "--key", folder.resolve("kubeferry.key"), "--bundle", whole);

            Path killed = folder.resolve("killed.tar");
            long seed = System.nanoTime();
            int hits = killAtRandom(world, spec, killed, new Random(seed));
            BundlerRun last = succeeds(
                    world, "build", spec, "--locked", "--key", folder.resolve("kubeferry.key"), "--bundle", killed);

            assertEquals(-1, Files.mismatch(whole, killed), "seed " + seed);
            assertTrue(hits > 0, "no kill hit a running build, seed " + seed);
            assertTrue(last.err().contains("Continuing killed.tar") || hits == 0, last.err());
        }
    }

    /** Returns how many builds were still running when they were killed. */
    private int killAtRandom(UpstreamWorld world, Path spec, Path out, Random random) throws Exception {
        int hits = 0;
        for (int i = 0; i < KILLS && !Files.exists(out); i++) {
            Process build = start(world, spec, out);
            awaitFilling(build, out, i == 0);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
            boolean running = build.isAlive();
            build.destroyForcibly();
            build.onExit().get(10, TimeUnit.SECONDS);
            hits += running && !Files.exists(out) ? 1 : 0;
        }
        return hits;
    }

    private static void awaitFilling(Process build, Path out, boolean first) {
        Path journal = out.resolveSibling(out.getFileName() + ".journal");
        long before = first ? 0 : sizeOf(journal);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (build.isAlive() && sizeOf(journal) <= before && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0; // Gone in between: the build has ended.
        }
    }

    private Process start(UpstreamWorld world, Path spec, Path out) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-Dkubeferry.home=" + world.home(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "build",
                spec.toString(),
                "--locked",
                "--key",
                folder.resolve("kubeferry.key").toString(),
                "--bundle",
                out.toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("killed.log").toFile())
                .start();
    }

    private BundlerRun succeeds(UpstreamWorld world, Object... arguments) {
        BundlerRun run = BundlerRun.of(
                world.home(), Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run;
    }
}
