package io.kubeferry.bundler.source.http;

import io.kubeferry.bundler.source.proxy.Proxies;
import io.kubeferry.bundler.source.proxy.ProxyAwareExecutor;
import io.kubeferry.bundler.source.tls.NoClientCertificate;
import io.kubeferry.bundler.source.tls.TlsSockets;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.TlsFiles;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.apache.http.client.config.CookieSpecs;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.config.ConnectionConfig;
import org.apache.http.config.RegistryBuilder;
import org.apache.http.config.SocketConfig;
import org.apache.http.conn.socket.ConnectionSocketFactory;
import org.apache.http.conn.socket.PlainConnectionSocketFactory;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;

/** The one HTTP client of a run: pooled connections, no behaviour of its own beyond one request and one answer. */
public final class PooledClient {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int BUFFER = 64 << 10;

    private PooledClient() {}

    /**
     * Opens a client.
     *
     * @param tls host, with its port unless it is 443, to what TLS with it needs
     * @param connections the most connections at once
     * @param silence how long nothing may come before a connection counts as broken
     */
    public static CloseableHttpClient open(
            Sources sources,
            Map<String, TlsFiles> tls,
            Map<String, String> environment,
            int connections,
            Duration silence,
            NoClientCertificate none) {
        int silenceMillis = (int) silence.toMillis();
        PoolingHttpClientConnectionManager pool =
                new PoolingHttpClientConnectionManager(RegistryBuilder.<ConnectionSocketFactory>create()
                        .register("http", PlainConnectionSocketFactory.getSocketFactory())
                        .register("https", new TlsSockets(tls, sources.caFile(), none, InstantSource.system()))
                        .build());
        pool.setMaxTotal(connections);
        pool.setDefaultMaxPerRoute(connections);
        pool.setDefaultConnectionConfig(
                ConnectionConfig.custom().setBufferSize(BUFFER).build());
        pool.setDefaultSocketConfig(
                SocketConfig.custom().setSoTimeout(silenceMillis).build());
        pool.setValidateAfterInactivity(1_000);
        Proxies proxies = Proxies.of(sources.proxy(), environment);
        return HttpClients.custom()
                .setConnectionManager(pool)
                .setRequestExecutor(new ProxyAwareExecutor())
                .setRoutePlanner(proxies)
                .setDefaultCredentialsProvider(proxies.credentials())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setSocketTimeout(silenceMillis)
                        .setCookieSpec(CookieSpecs.IGNORE_COOKIES)
                        .build())
                .setUserAgent("kubeferry-bundler")
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableConnectionState()
                .build();
    }
}
