package io.kubeferry.lab.upstream;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a body that an answer sends.
 *
 * @param partial whether it is answered with 206
 */
record Range(byte[] body, int start, boolean partial) {
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,9})-");

    static Range whole(Reply reply) {
        return new Range(reply.body(), 0, false);
    }

    /** What was asked for. */
    static Range of(HttpExchange exchange, Reply reply) {
        String asked = exchange.getRequestHeaders().getFirst("Range");
        Matcher from = FROM.matcher(asked == null ? "" : asked);
        String version = exchange.getRequestHeaders().getFirst("If-Range");
        boolean same = version == null || version.equals(reply.headers().get("ETag"));
        return reply.status() == 200 && from.matches() && same
                ? new Range(reply.body(), Math.min(Integer.parseInt(from.group(1)), reply.body().length), true)
                : whole(reply);
    }

    /** A later part than was asked for; the whole where no part was. */
    static Range shifted(HttpExchange exchange, Reply reply) {
        Range asked = of(exchange, reply);
        return asked.partial()
                ? new Range(reply.body(), Math.min(asked.start() + 1000, reply.body().length), true)
                : asked;
    }

    int length() {
        return body.length - start;
    }

    void send(HttpExchange exchange, Reply reply) throws IOException {
        sendHead(exchange, reply);
        write(exchange, length());
    }

    void sendHead(HttpExchange exchange, Reply reply) throws IOException {
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (partial) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (body.length - 1) + "/" + body.length);
        }
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(length()));
        }
        exchange.sendResponseHeaders(partial ? 206 : reply.status(), head || length() == 0 ? -1 : length());
    }

    void write(HttpExchange exchange, int count) throws IOException {
        write(exchange, 0, count);
    }

    void write(HttpExchange exchange, int from, int count) throws IOException {
        if (!exchange.getRequestMethod().equals("HEAD")) {
            int length = Math.max(0, Math.min(count, length() - from));
            exchange.getResponseBody().write(body, start + from, length);
        }
    }
}
