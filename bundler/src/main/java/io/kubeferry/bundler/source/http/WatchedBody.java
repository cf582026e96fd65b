package io.kubeferry.bundler.source.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells the host's limit where the body breaks off, and breaks it off itself where it gets nowhere. */
final class WatchedBody extends FilterInputStream {
    private final HostLimits.Permit permit;
    private final RateFloor floor;

    WatchedBody(InputStream body, HostLimits.Permit permit, RateFloor floor) {
        super(body);
        this.permit = permit;
        this.floor = floor;
    }

    /** Nothing: the library would read on to the end, which may never come. Closing the answer ends the connection. */
    @Override
    public void close() {}

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            long begun = floor.begin();
            int count = super.read(buffer, offset, length);
            if (count > 0) {
                floor.arrived(count, begun);
            }
            return count;
        } catch (IOException e) {
            permit.troubled();
            throw e;
        }
    }
}
