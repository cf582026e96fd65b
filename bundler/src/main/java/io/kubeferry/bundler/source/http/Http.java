package io.kubeferry.bundler.source.http;

import io.kubeferry.bundler.source.retry.Distrust;
import io.kubeferry.bundler.source.retry.Refusal;
import io.kubeferry.bundler.source.tls.NoClientCertificate;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.http.NameValuePair;
import org.apache.http.client.entity.UrlEncodedFormEntity;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.message.BasicNameValuePair;

/** Sends requests and follows redirections itself: credentials stay with the host that they are for. */
public final class Http implements Closeable {
    private static final int MOST_REDIRECTIONS = 10;

    private final CloseableHttpClient client;
    private final NoClientCertificate none;
    private final HostLimits limits;
    private final Duration silence;
    private final InstantSource clock;

    /**
     * Sends with a client.
     *
     * @param silence how long nothing may come; half of how long next to nothing may
     */
    public Http(
            CloseableHttpClient client,
            NoClientCertificate none,
            HostLimits limits,
            Duration silence,
            InstantSource clock) {
        this.client = client;
        this.none = none;
        this.limits = limits;
        this.silence = silence;
        this.clock = clock;
    }

    /**
     * Sends a request.
     *
     * @param authorization the header's value, for the call's own host only
     */
    public Answer send(Call call, Optional<Secret> authorization) throws IOException {
        Call current = call;
        for (int followed = 0; followed <= MOST_REDIRECTIONS; followed++) {
            Optional<Secret> allowed = sameOrigin(call.url(), current.url()) ? authorization : Optional.empty();
            Answer answer = ask(current, allowed);
            Optional<String> location = answer.header("Location");
            if (!isRedirection(answer.status()) || location.isEmpty()) {
                return answer;
            }
            answer.close();
            current = current.to(target(current, location.get()));
        }
        throw new Refusal(
                call + " was redirected more than " + MOST_REDIRECTIONS + " times", "check the URL or the mirror");
    }

    private Answer ask(Call call, Optional<Secret> authorization) throws IOException {
        HostLimits.Permit permit = limits.acquire(call.url());
        boolean answered = false;
        try {
            RateFloor floor = new RateFloor(silence.multipliedBy(2), System::nanoTime);
            Answer answer = new Answer(call, client.execute(request(call, authorization)), permit, floor, clock);
            answered = true;
            return answer;
        } catch (IOException e) {
            IOException explained = explained(call, e);
            if (!(explained instanceof Distrust)) {
                permit.troubled(); // A certificate says nothing about how much its host bears.
            }
            throw explained;
        } finally {
            if (!answered) {
                permit.close();
            }
        }
    }

    private IOException explained(Call call, IOException e) {
        String host = call.url().getAuthority();
        Optional<Distrust> distrust = Distrust.in(e, host);
        if (distrust.isPresent()) {
            return distrust.get();
        }
        return none.wasAskedBy(call.url().getHost())
                ? new SSLException(
                        host + " asked for a client certificate, and none is configured for it: " + e.getMessage(), e)
                : e;
    }

    private static HttpUriRequest request(Call call, Optional<Secret> authorization) {
        RequestBuilder builder = RequestBuilder.create(call.method()).setUri(call.url());
        call.headers().forEach(builder::addHeader);
        // A body that some proxy compressed has neither the size nor the digest of the content.
        builder.addHeader("Accept-Encoding", "identity");
        authorization.ifPresent(secret -> builder.addHeader("Authorization", secret.value()));
        if (!call.form().isEmpty()) {
            List<NameValuePair> pairs = call.form().entrySet().stream()
                    .map(pair -> (NameValuePair) new BasicNameValuePair(pair.getKey(), pair.getValue()))
                    .toList();
            builder.setEntity(new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8));
        }
        return builder.build();
    }

    private static URI target(Call call, String location) throws Refusal {
        URI target;
        try {
            target = call.url().resolve(location);
        } catch (IllegalArgumentException e) {
            throw new Refusal(call + " was redirected to '" + location + "', which is no URL", "check the mirror");
        }
        String scheme = String.valueOf(target.getScheme()).toLowerCase(Locale.ROOT);
        boolean downgraded = "https".equals(call.url().getScheme()) && !scheme.equals("https");
        if (downgraded || !scheme.startsWith("http")) {
            throw new Refusal(
                    call + " was redirected away from HTTPS, to " + scheme + "://" + target.getHost(),
                    "this is never followed: check the mirror, or name a plain HTTP one in the spec yourself");
        }
        return target;
    }

    private static boolean isRedirection(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    private static boolean sameOrigin(URI one, URI other) {
        return one.getScheme().equalsIgnoreCase(other.getScheme())
                && one.getHost().equalsIgnoreCase(other.getHost())
                && one.getPort() == other.getPort();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
