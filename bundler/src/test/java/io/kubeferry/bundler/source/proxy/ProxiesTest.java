package io.kubeferry.bundler.source.proxy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.kubeferry.bundler.spec.ProxyChoice;
import io.kubeferry.manifests.failure.Failure;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "HTTPS_PROXY", "http://user:secret@proxy.corp:3128",
            "http_proxy", "plain.corp",
            "NO_PROXY", "internal.corp, .lab,10.0.0.0/8");

    private final Proxies proxies = Proxies.of(Optional.empty(), ENVIRONMENT);

    private static Optional<String> host(Proxies proxies, String scheme, String host) {
        return proxies.proxyFor(scheme, host, -1).map(URI::getHost);
    }

    @Test
    void takesTheProxyOfTheScheme() {
        assertEquals(Optional.of("proxy.corp"), host(proxies, "https", "registry.k8s.io"));
        assertEquals(Optional.of("plain.corp"), host(proxies, "http", "example.com"));
    }

    @Test
    void asksExemptHostsDirectly() {
        for (String exempt : new String[] {"internal.corp", "a.lab", "10.0.0.1", "localhost"}) {
            assertEquals(Optional.empty(), host(proxies, "https", exempt), exempt);
        }
    }

    @Test
    void knowsThePortThatASchemeMeans() {
        Proxies some =
                Proxies.of(Optional.empty(), Map.of("https_proxy", "p", "http_proxy", "p", "no_proxy", "a.corp:443"));

        assertEquals(Optional.empty(), host(some, "https", "a.corp"));
        assertEquals(Optional.of("p"), host(some, "http", "a.corp"));
    }

    @Test
    void takesTheSpecsProxyInPlaceOfTheEnvironments() {
        ProxyChoice choice = new ProxyChoice(URI.create("http://chosen.corp:8080"), List.of("10.0.0.0/8", ".lab"));
        Proxies chosen = Proxies.of(Optional.of(choice), ENVIRONMENT);

        assertEquals(Optional.of("chosen.corp"), host(chosen, "https", "internal.corp"));
        assertEquals(Optional.of("chosen.corp"), host(chosen, "http", "example.com"));
        assertEquals(Optional.empty(), host(chosen, "https", "a.lab"));
    }

    @Test
    void printsNoPassword() {
        ProxyChoice choice = new ProxyChoice(URI.create("http://me:secret@proxy.corp:3128"), List.of(".lab"));
        assertEquals("http://proxy.corp:3128 except [.lab]", choice.toString());

        Failure failure = assertThrows(
                Failure.class,
                () -> Proxies.of(Optional.empty(), Map.of("https_proxy", "socks5://me:secret@proxy.corp:1080")));
        assertFalse(failure.getMessage().contains("secret"), failure.getMessage());
        failure = assertThrows(
                Failure.class,
                () -> Proxies.of(Optional.empty(), Map.of("https_proxy", "http://me:sec ret@proxy.corp")));
        assertFalse(failure.getMessage().contains("ret@"), failure.getMessage());
    }
}
