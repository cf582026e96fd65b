package io.kubeferry.bundler.source.proxy;

import io.kubeferry.bundler.spec.ProxyChoice;
import io.kubeferry.bundler.spec.ProxyExceptions;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.conn.DefaultRoutePlanner;
import org.apache.http.impl.conn.DefaultSchemePortResolver;
import org.apache.http.protocol.HttpContext;

/**
 * Which proxy is asked for which host: the one that the sources name, else those of the environment as curl reads them
 * ({@code https_proxy}, {@code http_proxy}, {@code no_proxy}, also in capitals).
 */
public final class Proxies extends DefaultRoutePlanner {
    /** Scheme of the target to the proxy's URL. */
    private final Map<String, URI> proxies;

    private final ProxyExceptions exceptions;

    private Proxies(Map<String, URI> proxies, ProxyExceptions exceptions) {
        super(DefaultSchemePortResolver.INSTANCE);
        this.proxies = Map.copyOf(proxies);
        this.exceptions = exceptions;
    }

    public static Proxies of(Optional<ProxyChoice> choice, Map<String, String> environment) {
        return choice.map(chosen -> new Proxies(
                        Map.of("http", chosen.url(), "https", chosen.url()),
                        ProxyExceptions.of(String.join(",", chosen.except()))))
                .orElseGet(() -> ofEnvironment(environment));
    }

    private static Proxies ofEnvironment(Map<String, String> environment) {
        Map<String, URI> proxies = new TreeMap<>();
        for (String scheme : new String[] {"http", "https"}) {
            String name = scheme + "_proxy";
            variable(environment, name).ifPresent(value -> proxies.put(scheme, url(name, value)));
        }
        try {
            return new Proxies(
                    proxies,
                    ProxyExceptions.of(variable(environment, "no_proxy").orElse("")));
        } catch (IllegalArgumentException e) {
            throw Failure.of(ExitCode.USAGE, "the environment's no_proxy", e.getMessage(), "correct the variable", e);
        }
    }

    private static URI url(String name, String value) {
        try {
            return ProxyChoice.parseUrl(value);
        } catch (IllegalArgumentException e) {
            throw Failure.of(
                    ExitCode.USAGE,
                    "the environment's " + name,
                    e.getMessage(),
                    "correct the variable, or name a proxy under sources.proxy in the spec",
                    e);
        }
    }

    /** Lower case first, as curl does; HTTP_PROXY in capitals could be set by a web server, but this is none. */
    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpRequest request, HttpContext context) {
        return proxyFor(target.getSchemeName(), target.getHostName(), target.getPort())
                .map(Proxies::host)
                .orElse(null); // The library's word for a direct route.
    }

    /** The proxy for a host; empty where it is asked directly. */
    Optional<URI> proxyFor(String scheme, String host, int port) {
        int really = port > 0 ? port : scheme.equals("https") ? 443 : 80;
        return exceptions.hold(host, really) ? Optional.empty() : Optional.ofNullable(proxies.get(scheme));
    }

    /** Credentials that the proxies' URLs carry. */
    public BasicCredentialsProvider credentials() {
        BasicCredentialsProvider provider = new BasicCredentialsProvider();
        proxies.values().stream().filter(url -> url.getUserInfo() != null).forEach(url -> {
            String[] parts = url.getUserInfo().split(":", 2);
            HttpHost host = host(url);
            provider.setCredentials(
                    new AuthScope(host.getHostName(), host.getPort()),
                    new UsernamePasswordCredentials(parts[0], parts.length > 1 ? parts[1] : ""));
        });
        return provider;
    }

    private static HttpHost host(URI url) {
        int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        return new HttpHost(url.getHost(), port, url.getScheme());
    }
}
