package io.kubeferry.manifests.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/** A part of a file as a stream; several may be read at once from one channel. Closing it leaves the channel open. */
final class ChannelSlice extends InputStream {
    private final FileChannel channel;
    private final LongConsumer progress;
    private final long end;
    private long position;

    ChannelSlice(FileChannel channel, long offset, long length, LongConsumer progress) {
        this.channel = channel;
        this.progress = progress;
        this.position = offset;
        this.end = offset + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (position >= end) {
            return -1;
        }
        int wanted = (int) Math.min(length, end - position);
        int count = UnreadableBundleException.read(channel, ByteBuffer.wrap(target, offset, wanted), position);
        position += count;
        progress.accept(count);
        return count;
    }
}
