package io.kubeferry.bundler.local;

import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Java runtime for each platform: made by jlink from a JDK, once, and kept in a cache; or taken as it is where a
 * runtime image is given.
 */
public final class JavaRuntimes {
    /** What jdeps finds for the installer's class path, and what its TLS, SSH and file handling load by name. */
    private static final List<String> MODULES = List.of(
            "java.base",
            "java.logging",
            "java.management",
            "java.naming",
            "java.net.http",
            "java.rmi",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql",
            "java.xml",
            "jdk.crypto.cryptoki",
            "jdk.crypto.ec",
            "jdk.net",
            "jdk.unsupported",
            "jdk.zipfs");

    /** The heap is fixed for the output's sake too: with another one, JDK 17's jlink writes other bytes. */
    private static final List<String> TOOL_OPTIONS = List.of("-J-Xmx128m", "-J-XX:+UseSerialGC");

    private static final int LINK_MINUTES = 10;

    private final Path cache;
    private final Path running;
    private final Map<Platform, Path> given;
    private final Progress progress;

    /**
     * Names the inputs.
     *
     * @param cache a folder that is made when needed
     * @param running the JDK that runs this program
     * @param given JDK or runtime image for a platform; the running JDK serves its own platform where none is given
     * @param progress is told when a runtime has to be made, which takes some seconds
     */
    public JavaRuntimes(Path cache, Path running, Map<Platform, Path> given, Progress progress) {
        this.cache = cache;
        this.running = running;
        this.given = Map.copyOf(given);
        this.progress = progress;
    }

    /** The runtime for a platform. */
    public CarriedJava get(Platform platform) {
        Path java = Optional.ofNullable(given.get(platform)).orElse(running);
        try {
            ReleaseFile release = ReleaseFile.of(java);
            release.platform().filter(found -> !found.equals(platform)).ifPresent(found -> {
                throw unusable(java, platform, "it is one for " + found);
            });
            if (release.feature() < 17) {
                throw unusable(java, platform, "it is Java " + release.javaVersion() + ", needed is 17 or later");
            }
            Path image = isImage(java) ? java : linked(java, release, platform);
            String prefix = BundleLayout.INSTALLER + "runtime/" + platform.os() + "-" + platform.architecture() + "/";
            return new CarriedJava(
                    platform, release.javaVersion(), GlibcRequirement.of(image), LocalTree.of(image, prefix));
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    java.toString(),
                    "the Java runtime for " + platform + " cannot be made: " + e.getMessage(),
                    next(platform),
                    e);
        }
    }

    /** A runtime image that jlink has made cannot link another. */
    private static boolean isImage(Path java) {
        return !Files.isDirectory(java.resolve("jmods")) && !Files.isExecutable(java.resolve("bin/jlink"));
    }

    private Path linked(Path java, ReleaseFile release, Platform platform) throws IOException {
        List<String> options = options(release);
        String inputs = release.text() + "\n" + String.join("\n", TOOL_OPTIONS) + "\n" + String.join("\n", options);
        String key = Digest.of(inputs.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32);
        Path image = cache.resolve(key);
        if (!Files.isDirectory(image)) {
            progress.note("making a Java runtime for " + platform + " from " + java + " (once)");
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, key + ".").resolve("image");
            run(command(java, release, options, fresh), platform);
            adopt(fresh, image);
        }
        return image;
    }

    /** Debug attributes and headers are for developers; resources are compressed, since the bundle is not. */
    private static List<String> options(ReleaseFile release) {
        return List.of(
                "--add-modules",
                String.join(",", MODULES),
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                release.feature() >= 21 ? "--compress=zip-6" : "--compress=2");
    }

    private List<String> command(Path java, ReleaseFile release, List<String> options, Path target) throws IOException {
        boolean foreign = !release.platform().equals(ReleaseFile.of(running).platform());
        Path tool = (foreign ? running : java).resolve("bin/jlink");
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(TOOL_OPTIONS);
        if (Files.isDirectory(java.resolve("jmods"))) {
            command.addAll(List.of("--module-path", java.resolve("jmods").toString()));
        }
        command.addAll(options);
        command.addAll(List.of("--output", target.toString()));
        return command;
    }

    private static void run(List<String> command, Platform platform) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            if (!process.waitFor(LINK_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " did not end within " + LINK_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Failure.of(ExitCode.INTERRUPTED, "", "interrupted", "run the same command again", e);
        }
        if (process.exitValue() != 0) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    String.join(" ", command),
                    "ended with " + process.exitValue() + ": " + output,
                    next(platform));
        }
    }

    /** Another bundler may have been faster: then its image is the same. */
    private static void adopt(Path fresh, Path image) throws IOException {
        try {
            Files.move(fresh, image, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            deleteTree(fresh);
        }
        Files.delete(fresh.getParent());
    }

    private static void deleteTree(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(folder)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }

    private static Failure unusable(Path java, Platform platform, String why) {
        return Failure.of(
                ExitCode.USAGE, java.toString(), why + "; wanted is a runtime for " + platform, next(platform));
    }

    private static String next(Platform platform) {
        return "name a JDK with jmods, or a runtime image, with --runtime " + platform + "=PATH";
    }
}
