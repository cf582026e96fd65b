package io.kubeferry.bundler.spec;

import java.net.URI;
import java.util.List;

/**
 * The proxy that the author names, in place of the environment's.
 *
 * @param url with user and password where it wants them
 * @param except hosts that are asked directly, in the forms of {@code NO_PROXY}
 */
public record ProxyChoice(URI url, List<String> except) {
    public ProxyChoice {
        except = List.copyOf(except);
    }

    /**
     * Parses a proxy's URL. Its password is in no message.
     *
     * @throws IllegalArgumentException where it is none that can be used
     */
    public static URI parseUrl(String text) {
        URI url;
        try {
            url = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is no URL (special characters of a password are written as %40)");
        }
        String scheme = String.valueOf(url.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(
                    "a proxy is reached over http:// or https://, and not " + scheme + "://");
        }
        if (url.getHost() == null) {
            throw new IllegalArgumentException("names no host");
        }
        return url;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort()) + " except "
                + except;
    }
}
