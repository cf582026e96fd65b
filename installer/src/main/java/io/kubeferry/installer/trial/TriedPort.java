package io.kubeferry.installer.trial;

/** A port of an address, as the scripts are told of it: {@code udp:10.0.0.11:8472}. */
record TriedPort(String protocol, String address, int port) {
    static TriedPort tcp(String address, int port) {
        return new TriedPort("tcp", address, port);
    }

    static TriedPort parse(String text) {
        int colon = text.lastIndexOf(':');
        return new TriedPort(
                text.substring(0, 3), text.substring(4, colon), Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return protocol + ":" + address + ":" + port;
    }
}
