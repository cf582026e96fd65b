package io.kubeferry.bundler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentProxiesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HTTPS_PROXY", "http://user:secret@proxy.corp:3128",
            "http_proxy", "plain.corp",
            "NO_PROXY", "internal.corp, .lab,10.0.0.1");

    private final EnvironmentProxies proxies = new EnvironmentProxies(ENVIRONMENT);

    @Test
    void takesTheProxyOfTheScheme() {
        assertEquals(
                Optional.of("proxy.corp"),
                proxies.proxyFor("https", "registry.k8s.io").map(URI::getHost));
        assertEquals(
                Optional.of("plain.corp"),
                proxies.proxyFor("http", "example.com").map(URI::getHost));
    }

    @Test
    void asksExemptHostsDirectly() {
        for (String host : new String[] {
            "internal.corp", "mirror.internal.corp", "a.lab", "10.0.0.1", "localhost", "127.0.0.1", "[::1]"
        }) {
            assertEquals(Optional.empty(), proxies.proxyFor("https", host), host);
        }
    }

    @Test
    void doesNotExemptHostsThatOnlyLookAlike() {
        assertEquals(
                Optional.of("proxy.corp"),
                proxies.proxyFor("https", "notinternal.corp").map(URI::getHost));
    }
}
