package io.kubeferry.bundler.source;

import io.kubeferry.bundler.spec.Sources;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

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
        Http http = new Http(PooledClient.open(caFiles(sources), environment, connections));
        Attempts attempts = new Attempts(policy, pause, listener);
        Logins logins = DockerLogins.of(environment, Path.of(System.getProperty("user.home")));
        Authorizations authorizations = new Authorizations(http, logins, InstantSource.system());
        return new Upstream(
                http,
                new OciRegistries(http, authorizations, sources, attempts),
                new WebDownloads(http, sources, attempts));
    }

    private static Map<String, Path> caFiles(Sources sources) {
        Map<String, Path> files = new TreeMap<>();
        sources.registries()
                .forEach((registry, route) -> route.caFile()
                        .ifPresent(file -> files.put(
                                route.mirror().map(mirror -> mirror.host()).orElse(RegistryAddress.hostOf(registry)),
                                file)));
        return files;
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
