package io.kubeferry.lab.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;

/**
 * Files by their path on the web, host first: those that lie in a folder, and made-up ones for every other path that is no
 * text. The same path always gives the same bytes; {@code <path>.sha256} is the hash of {@code <path>}.
 */
final class GeneratedFiles {
    private static final String CHECKSUM = ".sha256";

    private final Path folder;
    private final int size;

    /** Made-up files have {@code size} bytes. */
    GeneratedFiles(Path folder, int size) {
        this.folder = folder;
        this.size = size;
    }

    /** The content; empty where such a file is never made up. */
    Optional<byte[]> content(String path) throws IOException {
        Path file = folder.resolve(path.substring(1)).normalize();
        if (!file.startsWith(folder)) {
            return Optional.empty();
        }
        if (Files.isRegularFile(file)) {
            return Optional.of(Files.readAllBytes(file));
        }
        if (path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith("/")) {
            return Optional.empty();
        }
        if (path.endsWith(CHECKSUM)) {
            Optional<byte[]> of = content(path.substring(0, path.length() - CHECKSUM.length()));
            return of.map(bytes -> sha256(bytes).getBytes(StandardCharsets.US_ASCII));
        }
        byte[] bytes = new byte[size];
        new Random(path.hashCode()).nextBytes(bytes);
        return Optional.of(bytes);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
