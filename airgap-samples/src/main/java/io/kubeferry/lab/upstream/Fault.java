package io.kubeferry.lab.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One way to fail. In a file of faults: {@code cut:BYTES} ends the connection after so many bytes, {@code stall:BYTES} sends no
 * more but keeps it open, {@code slow:BYTES} sends so many a second, {@code status:CODE[:RETRY-AFTER]} answers that,
 * {@code garble} changes a byte in the middle, {@code longer:BYTES} and {@code shorter:BYTES} serve another size,
 * {@code changed} serves a version with another byte and another ETag, {@code endless} never ends, {@code no-range} sends everything whatever was asked, {@code other-range} another part,
 * {@code honest} does not fail.
 */
record Fault(String kind, String value) {
    private static final int STALL_SECONDS = 600;

    static Fault parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Fault(text, "") : new Fault(text.substring(0, colon), text.substring(colon + 1));
    }

    /** Answers instead of the honest server. */
    void answer(HttpExchange exchange, Reply honest) throws IOException {
        switch (kind) {
            case "honest" -> Range.of(exchange, honest).send(exchange, honest);
            case "no-range" -> Range.whole(honest).send(exchange, honest);
            case "other-range" -> Range.shifted(exchange, honest).send(exchange, honest);
            case "status" -> status(exchange);
            case "garble" -> sendHonestly(exchange, honest.withBody(garbled(honest.body())));
            case "changed" ->
                sendHonestly(
                        exchange,
                        new Reply(honest.status(), Map.of("ETag", "\"another version\""), garbled(honest.body())));
            case "longer" -> sendHonestly(exchange, honest.withBody(resized(honest, number())));
            case "shorter" -> sendHonestly(exchange, honest.withBody(resized(honest, -number())));
            case "endless" -> endless(exchange);
            case "cut" -> begin(exchange, honest).write(exchange, number());
            case "stall" -> stall(exchange, honest);
            case "slow" -> slow(exchange, honest);
            default ->
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "'%s:%s' is no fault that this server knows", kind, value));
        }
    }

    private int number() {
        return Integer.parseInt(value);
    }

    private static void sendHonestly(HttpExchange exchange, Reply reply) throws IOException {
        Range.of(exchange, reply).send(exchange, reply);
    }

    private void status(HttpExchange exchange) throws IOException {
        String[] parts = value.split(":", 2);
        if (parts.length > 1) {
            exchange.getResponseHeaders().set("Retry-After", parts[1]);
        }
        exchange.sendResponseHeaders(Integer.parseInt(parts[0]), -1);
    }

    private static byte[] garbled(byte[] body) {
        byte[] other = body.clone();
        if (other.length > 0) {
            other[other.length / 2] ^= 1;
        }
        return other;
    }

    private static byte[] resized(Reply honest, int by) {
        return Arrays.copyOf(honest.body(), Math.max(0, honest.body().length + by));
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] block = new byte[64 << 10];
        OutputStream out = exchange.getResponseBody();
        while (true) { // Until the other side has had enough, which ends this with an IOException.
            out.write(block);
        }
    }

    private static Range begin(HttpExchange exchange, Reply honest) throws IOException {
        Range range = Range.of(exchange, honest);
        range.sendHead(exchange, honest);
        return range;
    }

    private void stall(HttpExchange exchange, Reply honest) throws IOException {
        begin(exchange, honest).write(exchange, number());
        exchange.getResponseBody().flush();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(STALL_SECONDS));
    }

    private void slow(HttpExchange exchange, Reply honest) throws IOException {
        Range range = begin(exchange, honest);
        int block = Math.max(1, number() / 10);
        for (int sent = 0; sent < range.length(); sent += block) {
            range.write(exchange, sent, Math.min(block, range.length() - sent));
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }
}
