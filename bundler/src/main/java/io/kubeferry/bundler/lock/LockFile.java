package io.kubeferry.bundler.lock;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The lock on disk, beside its spec. */
public final class LockFile {
    private LockFile() {}

    /** {@code bundle.yaml} has {@code bundle.lock.yaml} beside it. */
    public static Path beside(Path spec) {
        String name = spec.getFileName().toString().replaceFirst("\\.ya?ml$", "");
        return spec.resolveSibling(name + ".lock.yaml");
    }

    /** Writes the lock; a reader sees the old one or the new one, nothing between. */
    public static void write(Path file, Lock lock) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(temporary, LockYaml.write(lock));
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.ACTION_FAILED,
                    file.toString(),
                    "the lock cannot be written: " + e.getMessage(),
                    "check permissions and space, or name another place with --lock",
                    e);
        }
    }

    /**
     * Reads a lock.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where there is none or it is not one
     */
    public static Lock read(Path file) {
        try {
            return LockYaml.read(file.toString(), Files.readString(file, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT, file.toString(), "there is no lock", "write one with 'bundler lock'", e);
        } catch (CharacterCodingException e) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT, file.toString(), "is not UTF-8", "write it anew with 'bundler lock'", e);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    file.toString(),
                    "cannot be read: " + e.getMessage(),
                    "check its permissions",
                    e);
        }
    }
}
