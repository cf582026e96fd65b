package io.kubeferry.bundler.source.upstream;

import io.kubeferry.bundler.source.Downloads;
import io.kubeferry.bundler.source.Images;
import io.kubeferry.bundler.source.download.WebDownloads;
import io.kubeferry.bundler.source.http.HostLimits;
import io.kubeferry.bundler.source.http.Http;
import io.kubeferry.bundler.source.http.PooledClient;
import io.kubeferry.bundler.source.registry.Authorizations;
import io.kubeferry.bundler.source.registry.DockerLogins;
import io.kubeferry.bundler.source.registry.Logins;
import io.kubeferry.bundler.source.registry.OciRegistries;
import io.kubeferry.bundler.source.retry.Attempts;
import io.kubeferry.bundler.source.retry.Pause;
import io.kubeferry.bundler.source.retry.RetryListener;
import io.kubeferry.bundler.source.retry.RetryPolicy;
import io.kubeferry.bundler.source.tls.NoClientCertificate;
import io.kubeferry.bundler.spec.Sources;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** The connected world as the sources of a spec describe it. */
public final class Upstream implements Closeable {
    private final Http http;
    private final Images images;
    private final Downloads downloads;

    private Upstream(Http http, Images images, Downloads downloads) {
        this.http = http;
        this.images = images;
        this.downloads = downloads;
    }

    /**
     * Opens the client; nothing is asked yet.
     *
     * @param environment for proxies and the places of credentials
     * @param connections the most connections at once
     */
    public static Upstream open(
            Sources sources,
            Map<String, String> environment,
            int connections,
            RetryPolicy policy,
            Pause pause,
            RetryListener listener) {
        InstantSource clock = InstantSource.system();
        NoClientCertificate none = new NoClientCertificate();
        Http http = new Http(
                PooledClient.open(sources, TlsByHost.of(sources), environment, connections, policy.silence(), none),
                none,
                new HostLimits(connections, System::nanoTime, listener),
                policy.silence(),
                clock);
        Attempts attempts = new Attempts(policy, pause, listener);
        Logins logins = DockerLogins.of(environment, Path.of(System.getProperty("user.home")));
        Authorizations authorizations = new Authorizations(http, logins, clock);
        return new Upstream(
                http,
                new OciRegistries(http, authorizations, sources, attempts),
                new WebDownloads(http, sources, attempts));
    }

    public Images images() {
        return images;
    }

    public Downloads downloads() {
        return downloads;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
