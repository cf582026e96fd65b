package io.kubeferry.bundler.source.http;

import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.bundler.source.retry.RetryAfter;
import io.kubeferry.bundler.source.retry.TemporaryTrouble;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.http.Header;
import org.apache.http.client.methods.CloseableHttpResponse;

/** What came back. Closing it before the body's end closes the connection too. */
public final class Answer implements Closeable {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    private final Call call;
    private final CloseableHttpResponse response;
    private final HostLimits.Permit permit;
    private final RateFloor floor;
    private final InstantSource clock;

    Answer(Call call, CloseableHttpResponse response, HostLimits.Permit permit, RateFloor floor, InstantSource clock) {
        this.call = call;
        this.response = response;
        this.permit = permit;
        this.floor = floor;
        this.clock = clock;
        if (status() == 429 || status() == 503) {
            permit.troubled();
        }
    }

    public int status() {
        return response.getStatusLine().getStatusCode();
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue);
    }

    public List<String> headers(String name) {
        return List.of(response.getHeaders(name)).stream().map(Header::getValue).toList();
    }

    /** Content-Length; absent where the body is chunked or unbounded. */
    public OptionalLong length() {
        return header("Content-Length").filter(text -> text.matches("\\d{1,18}")).stream()
                .mapToLong(Long::parseLong)
                .findFirst();
    }

    public InputStream body() throws IOException {
        return response.getEntity() == null
                ? new ByteArrayInputStream(new byte[0])
                : new WatchedBody(response.getEntity().getContent(), permit, floor);
    }

    /** The body, which is at most {@code limit} bytes long; one that says that it is longer is not read. */
    public byte[] body(int limit) throws IOException {
        if (length().orElse(0) > limit) {
            throw tooLong("answered with " + length().getAsLong() + " bytes", limit);
        }
        byte[] bytes = body().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLong("answered with more than " + limit + " bytes, and does not say how many", limit);
        }
        return bytes;
    }

    private Refusal tooLong(String what, int limit) {
        return new Refusal(
                call + " " + what + "; the limit for what is read here is " + limit,
                "check that the URL or the mirror is right: nothing that belongs here is as large");
    }

    /** The first byte's offset that a 206 answer begins with. */
    OptionalLong rangeStart() {
        return contentRange(1);
    }

    /** The whole content's size as a 206 answer gives it. */
    OptionalLong rangeTotal() {
        return contentRange(3);
    }

    private OptionalLong contentRange(int group) {
        Matcher matcher = CONTENT_RANGE.matcher(header("Content-Range").orElse(""));
        return matcher.matches() && !matcher.group(group).equals("*")
                ? OptionalLong.of(Long.parseLong(matcher.group(group)))
                : OptionalLong.empty();
    }

    /** Goes on where the answer is a success, else says whether another attempt makes sense. */
    public void requireSuccess() throws IOException {
        if (status() / 100 == 2) {
            return;
        }
        String what = status() == 407
                ? call + ": the proxy answered 407, it wants a user and a password"
                : call + " answered " + status() + reason();
        if (status() == 408 || status() == 429 || status() >= 500) {
            throw new TemporaryTrouble(what, retryAfter());
        }
        throw status() == 404 || status() == 410 ? Refusal.ofAbsence(what, advice()) : new Refusal(what, advice());
    }

    private String reason() {
        String phrase = response.getStatusLine().getReasonPhrase();
        return phrase == null || phrase.isBlank() ? "" : " " + phrase;
    }

    private String advice() {
        return switch (status()) {
            case 401 -> "log in to this host with 'docker login', or give credentials in the docker configuration";
            case 403 ->
                "the credentials (or anonymous access) do not allow this: check them and the repository's"
                        + " permissions";
            case 407 -> "give the proxy's user and password in its URL (sources.proxy.url, or https_proxy)";
            case 416 ->
                "what is there is larger than what the source has: the file has changed, resolve again with"
                        + " 'bundler lock'";
            case 404 -> "it does not exist there: check name and tag, and that the mirror carries it";
            default -> "check that the URL or the mirror of the spec is right";
        };
    }

    private Optional<Duration> retryAfter() {
        return header("Retry-After").flatMap(text -> RetryAfter.parse(text, clock.instant()));
    }

    @Override
    public void close() throws IOException {
        try (permit) {
            response.close();
        }
    }
}
