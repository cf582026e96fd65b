package io.kubeferry.bundler.source;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.conn.DefaultRoutePlanner;
import org.apache.http.impl.conn.DefaultSchemePortResolver;
import org.apache.http.protocol.HttpContext;

/** The proxies that the environment names, as curl reads it: {@code https_proxy}, {@code http_proxy}, {@code no_proxy}. */
final class EnvironmentProxies extends DefaultRoutePlanner {
    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        super(DefaultSchemePortResolver.INSTANCE);
        this.environment = Map.copyOf(environment);
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpRequest request, HttpContext context) {
        return proxyFor(target.getSchemeName(), target.getHostName())
                .map(uri -> new HttpHost(uri.getHost(), port(uri), "http"))
                .orElse(null); // The library's word for a direct route.
    }

    /** Credentials that the proxies' URLs carry. */
    BasicCredentialsProvider credentials() {
        BasicCredentialsProvider provider = new BasicCredentialsProvider();
        for (String scheme : List.of("http", "https")) {
            proxy(scheme).filter(uri -> uri.getUserInfo() != null).ifPresent(uri -> {
                String[] parts = uri.getUserInfo().split(":", 2);
                provider.setCredentials(
                        new AuthScope(uri.getHost(), port(uri)),
                        new UsernamePasswordCredentials(parts[0], parts.length > 1 ? parts[1] : ""));
            });
        }
        return provider;
    }

    /** The proxy for a host; empty where it is asked directly. */
    Optional<URI> proxyFor(String scheme, String host) {
        return isExempt(host.toLowerCase(Locale.ROOT)) ? Optional.empty() : proxy(scheme);
    }

    private Optional<URI> proxy(String scheme) {
        return variable(scheme + "_proxy")
                .filter(value -> !value.isBlank())
                .map(value -> URI.create(value.contains("://") ? value : "http://" + value))
                .filter(uri -> uri.getHost() != null);
    }

    private boolean isExempt(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        return variable("no_proxy").map(list -> List.of(list.split("[, ]+"))).orElse(List.of()).stream()
                .map(each -> each.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
                .filter(each -> !each.isEmpty())
                .anyMatch(each -> each.equals("*") || host.equals(each) || host.endsWith("." + each));
    }

    /** Lower case first, as curl does; HTTP_PROXY in capitals could be set by a web server, but this is none. */
    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))));
    }

    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? 80 : proxy.getPort();
    }
}
