package io.kubeferry.bundler.source;

/** A password or token. It does not print. */
record Secret(String value) {
    @Override
    public String toString() {
        return "<secret>";
    }
}
