package io.kubeferry.bundler.source.http;

import io.kubeferry.bundler.source.Sink;
import io.kubeferry.bundler.source.retry.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Copies the body of one answer into a sink, which may have the beginning already. */
public final class BodyCopy {
    /** Bytes a read; one such buffer lives for each connection. */
    private static final int BUFFER = 128 << 10;

    private static final String LYING =
            "the source does not serve what was promised: check the mirror, or resolve" + " again with 'bundler lock'";

    private BodyCopy() {}

    /**
     * Copies to the end of the content.
     *
     * @param answer to a call for the bytes from {@code sink.received()} on
     * @param size of the whole content
     */
    public static void copy(Call call, Answer answer, long size, Sink sink) throws IOException {
        answer.requireSuccess();
        long start = answer.status() == 206 ? answer.rangeStart().orElse(-1) : 0;
        long skip = sink.received() - start;
        if (start < 0 || skip < 0) {
            throw new Refusal(call + " answered with another range than was asked for", LYING);
        }
        checkSize(call, answer, start, size);
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[BUFFER];
            // A server that cannot resume sends everything again; what is there already is passed over.
            skip(call, body, buffer, skip);
            receive(call, body, buffer, size, sink);
        }
    }

    private static void checkSize(Call call, Answer answer, long start, long size) throws Refusal {
        OptionalLong total = answer.status() == 206 ? answer.rangeTotal() : answer.length();
        if (total.isPresent() && total.getAsLong() != size) {
            throw new Refusal(call + " has " + total.getAsLong() + " bytes, promised were " + size, LYING);
        }
        OptionalLong length = answer.length();
        if (length.isPresent() && length.getAsLong() != size - start) {
            throw new Refusal(
                    call + " sends " + length.getAsLong() + " bytes, " + (size - start) + " are missing", LYING);
        }
    }

    private static void skip(Call call, InputStream body, byte[] buffer, long count) throws IOException {
        long left = count;
        while (left > 0) {
            int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException(call + " ended within what was there already");
            }
            left -= read;
        }
    }

    private static void receive(Call call, InputStream body, byte[] buffer, long size, Sink sink) throws IOException {
        while (true) {
            int read = body.read(buffer);
            if (read < 0) {
                break;
            }
            if (sink.received() + read > size) {
                throw new Refusal(call + " sends more than the " + size + " bytes that were promised", LYING);
            }
            sink.write(buffer, read);
        }
        if (sink.received() < size) {
            throw new IOException(call + " ended after " + sink.received() + " of " + size + " bytes");
        }
    }
}
