package io.kubeferry.bundler.source.download;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Sink;
import io.kubeferry.bundler.source.http.Answer;
import io.kubeferry.bundler.source.http.BodyCopy;
import io.kubeferry.bundler.source.http.Call;
import io.kubeferry.bundler.source.http.Http;
import io.kubeferry.bundler.source.retry.Attempts;
import io.kubeferry.bundler.spec.Sources;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;

/** Files over HTTP, through the places that the sources name instead of upstream's. */
public final class WebDownloads implements Downloads {
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
            CountingSink sink = new CountingSink();
            byte[] buffer = new byte[64 << 10];
            for (int read = answer.body().read(buffer);
                    read >= 0;
                    read = answer.body().read(buffer)) {
                sink.write(buffer, read);
            }
            return sink.received();
        }
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
        attempts.run(url.toString(), sink::received, () -> {
            if (sink.received() < size || size == 0) {
                Call call = Call.get(sources.locate(url)).from(sink.received());
                try (Answer answer = http.send(call, Optional.empty())) {
                    BodyCopy.copy(call, answer, size, sink);
                }
            }
            return sink.received();
        });
    }

    /** Only counts. */
    private static final class CountingSink implements Sink {
        private long count;

        @Override
        public long received() {
            return count;
        }

        @Override
        public void write(byte[] buffer, int length) {
            count += length;
        }
    }
}
