package io.kubeferry.bundler.source.http;

/** A password or token. It does not print. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "<secret>";
    }
}
