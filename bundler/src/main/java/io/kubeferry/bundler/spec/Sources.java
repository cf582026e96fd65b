package io.kubeferry.bundler.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How this machine reaches the upstream world.
 *
 * @param registries upstream registry host to the way there
 * @param downloads prefix of a URL to what stands in its place
 * @param catalogue a folder whose entries add to the built-in catalogue
 */
public record Sources(Map<String, RegistryRoute> registries, Map<String, String> downloads, Optional<Path> catalogue) {
    public Sources {
        registries = new TreeMap<>(registries);
        downloads = new TreeMap<>(downloads);
    }

    /** Nothing between this machine and the upstream world. */
    public static Sources direct() {
        return new Sources(Map.of(), Map.of(), Optional.empty());
    }

    /**
     * The way to one registry.
     *
     * @param mirror what is asked in the registry's place
     * @param caFile PEM certificates that are trusted for this host, and no others
     */
    public record RegistryRoute(Optional<Mirror> mirror, Optional<Path> caFile) {}

    /** Where a file is really fetched: the longest prefix that fits is replaced. */
    public URI locate(URI upstream) {
        String url = upstream.toString();
        return downloads.keySet().stream()
                .filter(prefix -> startsWith(url, prefix))
                .reduce((shorter, longer) -> shorter.length() > longer.length() ? shorter : longer)
                .map(prefix -> URI.create(downloads.get(prefix) + url.substring(prefix.length())))
                .orElse(upstream);
    }

    /** A prefix ends at a '/': {@code https://dl.k8s.io} is no prefix of {@code https://dl.k8s.io.example}. */
    private static boolean startsWith(String url, String prefix) {
        return url.startsWith(prefix)
                && (url.length() == prefix.length() || prefix.endsWith("/") || url.charAt(prefix.length()) == '/');
    }
}
