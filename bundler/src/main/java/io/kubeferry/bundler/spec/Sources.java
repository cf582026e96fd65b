package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.image.ImageReference;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How this machine reaches the upstream world.
 *
 * @param registries upstream registry host, or host and the beginning of repositories' paths, to the way there
 * @param downloads prefix of a URL to what stands in its place
 * @param hosts host that is really asked, with its port unless it is 443, to what TLS with it needs
 * @param caFile PEM certificates that are trusted for every host, besides those that would be anyway
 * @param proxy in place of the environment's
 * @param catalogue a folder whose entries add to the built-in catalogue
 */
public record Sources(
        Map<String, RegistryRoute> registries,
        Map<String, String> downloads,
        Map<String, TlsFiles> hosts,
        Optional<Path> caFile,
        Optional<ProxyChoice> proxy,
        Optional<Path> catalogue) {
    public Sources {
        registries = new TreeMap<>(registries);
        downloads = new TreeMap<>(downloads);
        hosts = new TreeMap<>(hosts);
    }

    /** Nothing between this machine and the upstream world. */
    public static Sources direct() {
        return through(Map.of(), Map.of());
    }

    /** Mirrors, and nothing else. */
    public static Sources through(Map<String, RegistryRoute> registries, Map<String, String> downloads) {
        return new Sources(registries, downloads, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The way to one registry, or to a part of it.
     *
     * @param mirror what stands in the place of the name under which this is found
     * @param tls for the host that is really asked
     */
    public record RegistryRoute(Optional<Mirror> mirror, TlsFiles tls) {}

    /** The name of {@link #registries} that an image falls under: the longest one. */
    public Optional<String> registryOf(ImageReference image) {
        return longest(registries.keySet(), image.registry() + "/" + image.repository());
    }

    /** Where a file is really fetched: the longest prefix that fits is replaced. */
    public URI locate(URI upstream) {
        String url = upstream.toString();
        return longest(downloads.keySet(), url)
                .map(prefix -> URI.create(downloads.get(prefix) + url.substring(prefix.length())))
                .orElse(upstream);
    }

    private static Optional<String> longest(Collection<String> prefixes, String name) {
        return prefixes.stream()
                .filter(prefix -> startsWith(name, prefix))
                .max(Comparator.comparingInt(String::length));
    }

    /** A prefix ends at a '/': {@code https://dl.k8s.io} is no prefix of {@code https://dl.k8s.io.example}. */
    private static boolean startsWith(String name, String prefix) {
        return name.startsWith(prefix)
                && (name.length() == prefix.length() || prefix.endsWith("/") || name.charAt(prefix.length()) == '/');
    }
}
