package io.kubeferry.bundler.local;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A kubeadm that is run for what it knows; it changes nothing and needs no network.
 *
 * @param scratch a folder for its output, and its home
 */
public record KubeadmProgram(Path binary, Path scratch) {
    private static final int LIMIT_SECONDS = 20;
    private static final int LONGEST_OUTPUT = 1 << 16;

    /** What programs have to be made for to run here; empty where no kubeadm is. */
    public static Optional<Platform> here() {
        String architecture = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64" -> "arm64";
            default -> "";
        };
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return linux && !architecture.isEmpty() ? Optional.of(new Platform("linux", architecture)) : Optional.empty();
    }

    /**
     * The lines of {@code kubeadm config images list}.
     *
     * @param repository an {@code imageRepository} in place of kubeadm's own
     * @throws IOException where it cannot be run, says that it failed, or takes longer than 20 seconds
     */
    public List<String> images(KubernetesVersion version, Optional<String> repository) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(binary.toString(), "config", "images", "list", "--kubernetes-version", version.toString()));
        repository.ifPresent(given -> command.addAll(List.of("--image-repository", given)));
        File out = scratch.resolve("images.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(scratch.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(out)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of("HOME", scratch.toString(), "PATH", "/usr/bin:/bin", "LC_ALL", "C"));
        int exitCode = run(builder.start());
        if (exitCode != 0) {
            throw new IOException("it ended with " + exitCode);
        }
        if (out.length() > LONGEST_OUTPUT) {
            throw new IOException("it wrote " + out.length() + " bytes, the limit is " + LONGEST_OUTPUT);
        }
        return Files.readAllLines(out.toPath());
    }

    private static int run(Process process) throws IOException {
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it did not end within " + LIMIT_SECONDS + " seconds");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, "", "interrupted", "run the same command again", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
