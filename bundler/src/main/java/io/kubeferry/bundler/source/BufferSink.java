package io.kubeferry.bundler.source;

import java.io.ByteArrayOutputStream;

/** Keeps a small content in memory. */
public final class BufferSink implements Sink {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public long received() {
        return content.size();
    }

    @Override
    public void write(byte[] buffer, int length) {
        content.write(buffer, 0, length);
    }

    @Override
    public void restart() {
        content.reset();
    }

    public byte[] bytes() {
        return content.toByteArray();
    }
}
