package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.image.Platform;
import java.net.URI;

/**
 * The URL of a file of any version and architecture.
 *
 * @param text with {@code {version}} and {@code {arch}} in the places of both
 */
record UrlPattern(String text) {
    UrlPattern {
        URI sample = fill(text, "v1.2.3", "amd64");
        boolean web = "https".equals(sample.getScheme()) || "http".equals(sample.getScheme());
        if (!web || sample.getHost() == null) {
            throw new IllegalArgumentException("'" + text + "' is not an http or https URL");
        }
    }

    /** The URL of one file. */
    URI filled(String version, Platform platform) {
        return fill(text, version, platform.architecture());
    }

    /** The URL of a file that is the same for every architecture. */
    URI filled(String version) {
        return fill(text, version, "");
    }

    /** The last name of that URL. */
    String fileName(String version, Platform platform) {
        String path = filled(version, platform).getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static URI fill(String text, String version, String architecture) {
        return URI.create(text.replace("{version}", version).replace("{arch}", architecture));
    }
}
