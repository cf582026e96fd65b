package io.kubeferry.bundler.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A registry that stands in for another one.
 *
 * @param scheme {@code https}, or {@code http} where the author wrote so: it is never chosen by itself
 * @param host host name, with the port where it is not the scheme's
 * @param path repositories are below it; empty, or without '/' at either end
 */
public record Mirror(String scheme, String host, String path) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(https?)://)?([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::[0-9]{1,5})?)((?:/[a-z0-9._-]+)*)/?");

    /** Parses {@code mirror.corp:5000/k8s}, which means HTTPS, or the same with a scheme. */
    public static Mirror parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not [http://|https://]host[:port][/path]");
        }
        String path = matcher.group(3);
        return new Mirror(
                matcher.group(1) == null ? "https" : matcher.group(1),
                matcher.group(2),
                path.isEmpty() ? "" : path.substring(1));
    }

    /**
     * What a repository is called here.
     *
     * @param rest what follows the name that this mirror stands for; empty where that is the whole repository
     */
    public String repository(String rest) {
        return path.isEmpty() || rest.isEmpty() ? path + rest : path + "/" + rest;
    }

    @Override
    public String toString() {
        return scheme + "://" + host + (path.isEmpty() ? "" : "/" + path);
    }
}
