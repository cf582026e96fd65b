package io.kubeferry.bundler.source.download;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.bundler.source.http.Answer;
import io.kubeferry.bundler.source.http.BodyCopy;
import io.kubeferry.bundler.source.http.Call;
import io.kubeferry.bundler.source.http.ContentVersion;
import io.kubeferry.bundler.source.http.Http;
import io.kubeferry.bundler.source.retry.Attempts;
import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.bundler.source.retry.TemporaryTrouble;
import io.kubeferry.bundler.spec.Sources;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** Files over HTTP, through the places that the sources name instead of upstream's. */
public final class WebDownloads implements Downloads {
    /** What says no size is read to know it, but not for ever: 1 GiB. */
    private static final long MOST_COUNTED = 1L << 30;

    private final Http http;
    private final Sources sources;
    private final Attempts attempts;

    public WebDownloads(Http http, Sources sources, Attempts attempts) {
        this.http = http;
        this.sources = sources;
        this.attempts = attempts;
    }

    @Override
    public long size(URI url) {
        return attempts.run(url.toString(), () -> 0, () -> {
            OptionalLong head = sizeByHead(url);
            return head.isPresent() ? head.getAsLong() : sizeByGet(url);
        });
    }

    private OptionalLong sizeByHead(URI url) throws IOException {
        try (Answer answer = http.send(Call.head(sources.locate(url)), Optional.empty())) {
            if (answer.status() == 405 || answer.status() == 501) {
                return OptionalLong.empty(); // Some servers know no HEAD.
            }
            answer.requireSuccess();
            return answer.length();
        }
    }

    private long sizeByGet(URI url) throws IOException {
        try (Answer answer = http.send(Call.get(sources.locate(url)), Optional.empty())) {
            answer.requireSuccess();
            OptionalLong length = answer.length();
            if (length.isPresent()) {
                return length.getAsLong();
            }
            return count(url, answer);
        }
    }

    private static long count(URI url, Answer answer) throws IOException {
        long count = 0;
        byte[] buffer = new byte[64 << 10];
        try (InputStream body = answer.body()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                count += read;
                if (count > MOST_COUNTED) {
                    throw new Refusal(
                            url + " says no size, and sends more than " + MOST_COUNTED + " bytes",
                            "check the URL or the mirror; a file as large has to be served with a Content-Length");
                }
            }
        }
        return count;
    }

    @Override
    public byte[] read(URI url, int limit) {
        return attempts.run(url.toString(), () -> 0, () -> {
            try (Answer answer = http.send(Call.get(sources.locate(url)), Optional.empty())) {
                answer.requireSuccess();
                return answer.body(limit);
            }
        });
    }

    @Override
    public void copy(URI url, long size, Sink sink) {
        AtomicReference<ContentVersion> begun = new AtomicReference<>(ContentVersion.unknown());
        attempts.run(url.toString(), sink::received, () -> {
            if (sink.received() < size || size == 0) {
                Call call = begun.get().condition(Call.get(sources.locate(url)).from(sink.received()));
                try (Answer answer = http.send(call, Optional.empty())) {
                    answer.requireSuccess();
                    begun.set(sameVersion(call, answer, begun.getAndSet(ContentVersion.unknown()), sink));
                    BodyCopy.copy(call, answer, size, sink);
                }
            }
            return sink.received();
        });
    }

    /** Two parts of two versions make no file. */
    private static ContentVersion sameVersion(Call call, Answer answer, ContentVersion begun, Sink sink)
            throws IOException {
        ContentVersion found = ContentVersion.of(answer);
        if (sink.received() > 0 && found.differsFrom(begun)) {
            String what = call + " changed while it was fetched: the " + sink.received()
                    + " bytes of what it was are thrown away, and it is fetched from the start";
            sink.restart();
            throw new TemporaryTrouble(what, Optional.empty());
        }
        return found;
    }
}
