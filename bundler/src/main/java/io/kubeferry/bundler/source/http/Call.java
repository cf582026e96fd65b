package io.kubeferry.bundler.source.http;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * One request.
 *
 * @param method GET, HEAD or POST
 * @param headers without Authorization
 * @param form the body of a POST; empty otherwise
 */
public record Call(String method, URI url, Map<String, String> headers, Map<String, String> form) {
    public Call {
        headers = new TreeMap<>(headers);
        form = new TreeMap<>(form);
    }

    public static Call get(URI url) {
        return new Call("GET", url, Map.of(), Map.of());
    }

    public static Call head(URI url) {
        return new Call("HEAD", url, Map.of(), Map.of());
    }

    public static Call post(URI url, Map<String, String> form) {
        return new Call("POST", url, Map.of(), form);
    }

    public Call with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return new Call(method, url, more, form);
    }

    /** The same request for the bytes from an offset on (RFC 9110, section 14.2); the whole where it is 0. */
    public Call from(long offset) {
        return offset == 0 ? this : with("Range", "bytes=" + offset + "-");
    }

    Call to(URI elsewhere) {
        return new Call(method, elsewhere, headers, form);
    }

    /** Method and URL without the query, which may hold a signature. */
    @Override
    public String toString() {
        String whole = url.toString();
        int query = whole.indexOf('?');
        return method + " " + (query < 0 ? whole : whole.substring(0, query));
    }
}
