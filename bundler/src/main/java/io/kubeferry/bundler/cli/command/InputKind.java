package io.kubeferry.bundler.cli.command;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** What kind of file a command was given. What is wrong inside is for its reader to say. */
enum InputKind {
    SPEC,
    LOCK,
    BUNDLE;

    private static final int BLOCK = 512;
    private static final int MAGIC = 257;
    private static final int HEAD = 4096;
    private static final Pattern LOCK_KIND = Pattern.compile("(?m)^kind:\\s*[\"']?Lock\\b");

    static InputKind of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            boolean tar =
                    head.length >= BLOCK && new String(head, MAGIC, 5, StandardCharsets.ISO_8859_1).equals("ustar");
            if (tar) {
                return BUNDLE;
            }
            return LOCK_KIND.matcher(new String(head, StandardCharsets.UTF_8)).find() ? LOCK : SPEC;
        } catch (NoSuchFileException e) {
            throw Failure.of(
                    ExitCode.USAGE, file.toString(), "no such file", "give the path of a file that is there", e);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.USAGE, file.toString(), "cannot be read: " + e.getMessage(), "check its permissions", e);
        }
    }
}
