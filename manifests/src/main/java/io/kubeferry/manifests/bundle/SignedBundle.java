package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * A bundle whose signature holds and whose size and first entries are what the signed manifest says. Its contents are not
 * trusted yet: {@link #verify} reads all of them.
 */
public final class SignedBundle implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final BundleManifest manifest;
    private final TarLayout layout;

    private SignedBundle(Path file, FileChannel channel, BundleManifest manifest, TarLayout layout) {
        this.file = file;
        this.channel = channel;
        this.manifest = manifest;
        this.layout = layout;
    }

    /**
     * Opens a bundle and checks its signature.
     *
     * @throws Failure with {@link ExitCode#NOT_TRUSTED} where anything about it is not as signed
     */
    public static SignedBundle open(Path file, VerificationKey key) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file);
            BundleHead head = BundleHead.read(file, channel, key);
            SignedBundle bundle = new SignedBundle(file, channel, head.manifest(), TarLayout.of(entriesOf(file, head)));
            bundle.checkSize();
            channel = null;
            return bundle;
        } catch (NoSuchFileException e) {
            throw Failure.of(ExitCode.USAGE, file.toString(), "no such file", "give the path of the bundle", e);
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            closeQuietly(channel);
        }
    }

    /** Every entry of the tar in its order: those at the head as found, the others as listed. */
    private static List<BundleEntry> entriesOf(Path file, BundleHead head) {
        List<BundleEntry> listed = head.manifest().entries();
        if (listed.isEmpty() || !listed.get(0).equals(head.entries().get(0))) {
            throw notTrusted(file, BundleLayout.README + " is not the one that the signed manifest lists first");
        }
        List<BundleEntry> entries = new ArrayList<>(head.entries());
        entries.addAll(listed.subList(1, listed.size()));
        Set<String> paths = new HashSet<>();
        for (BundleEntry entry : entries) {
            if (!paths.add(entry.path())) {
                throw notTrusted(file, entry.path() + " is there twice, by what the signed manifest lists");
            }
        }
        return entries;
    }

    /** What the signed manifest says. */
    public BundleManifest manifest() {
        return manifest;
    }

    /** How many bytes {@link #verify} reads. */
    public long size() {
        return layout.size();
    }

    /**
     * Reads the whole file once: every header, every content, every padding byte.
     *
     * @param progress is told bytes as they are read, from several threads
     * @return the bundle, now with access to its contents
     * @throws Failure with {@link ExitCode#NOT_TRUSTED} at the first entry that is not as signed
     */
    public VerifiedBundle verify(LongConsumer progress) {
        EntryCheck check = new EntryCheck(file, channel, layout, progress);
        check.all();
        return new VerifiedBundle(file, channel, manifest, layout);
    }

    /**
     * Reads the whole file once and in order, and hands each entry's bytes on while they are hashed. What the consumer
     * has been given is trusted only when this method has returned: where it throws, the consumer's work is to be undone.
     */
    public void pass(EntryConsumer consumer, LongConsumer progress) {
        new EntryCheck(file, channel, layout, progress).inOrder(consumer);
    }

    /**
     * Takes the bytes of one entry; reading them to the end is not required. An array that was read into is hashed while the
     * consumer works with it: it is not to be altered, and to be read into again only after another one. Its own IOException ends the pass as
     * {@link ExitCode#ACTION_FAILED}, an IOException of the bundle as {@link ExitCode#NOT_TRUSTED}.
     */
    @FunctionalInterface
    public interface EntryConsumer {
        void accept(BundleEntry entry, java.io.InputStream content) throws IOException;
    }

    private void checkSize() throws IOException {
        if (channel.size() != layout.size()) {
            throw notTrusted(
                    file,
                    "the file has " + channel.size() + " bytes, the signed manifest describes " + layout.size()
                            + (channel.size() < layout.size() ? ": it is truncated" : ": something was added to it"));
        }
    }

    private static Failure notTrusted(Path file, String what) {
        return Failure.of(
                ExitCode.NOT_TRUSTED,
                file.toString(),
                what,
                "copy the bundle again and compare its size; nothing of it has been used");
    }

    static Failure unreadable(Path file, IOException cause) {
        return Failure.of(
                ExitCode.NOT_TRUSTED,
                file.toString(),
                "cannot be read: " + reason(cause),
                "check the medium and copy the bundle again; nothing of it has been used",
                cause);
    }

    /** The exception in words; a channel that was closed has none of its own. */
    static String reason(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // The failure that is on its way says more than this one.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
