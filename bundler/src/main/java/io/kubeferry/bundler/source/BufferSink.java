package io.kubeferry.bundler.source;

import java.io.ByteArrayOutputStream;

/** Keeps a small content in memory. */
final class BufferSink implements Sink {
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public long received() {
        return content.size();
    }

    @Override
    public void write(byte[] buffer, int length) {
        content.write(buffer, 0, length);
    }

    byte[] bytes() {
        return content.toByteArray();
    }
}
