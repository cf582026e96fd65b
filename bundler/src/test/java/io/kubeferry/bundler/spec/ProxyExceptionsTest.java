package io.kubeferry.bundler.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyExceptionsTest {
    @ParameterizedTest
    @CsvSource({
        "internal.corp, internal.corp, 443, true",
        "internal.corp, MIRROR.Internal.corp, 443, true",
        "internal.corp, notinternal.corp, 443, false",
        ".lab, a.lab, 443, true",
        ".lab, lab, 443, true",
        "*.lab, b.a.lab, 443, true",
        "mirror.corp:5000, mirror.corp, 5000, true",
        "mirror.corp:5000, mirror.corp, 443, false",
        "10.0.0.1, 10.0.0.1, 443, true",
        "10.0.0.1, 10.0.0.10, 443, false",
        "10.0.0.1, 210.0.0.1, 443, false",
        "10.0.0.1:80, 10.0.0.1, 443, false",
        "10.0.0.0/8, 10.200.3.4, 443, true",
        "10.0.0.0/8, 11.0.0.1, 443, false",
        "172.16.0.0/12, 172.31.255.255, 443, true",
        "172.16.0.0/12, 172.32.0.0, 443, false",
        "10.0.0.0/8, ten.example, 443, false",
        "0.0.0.0/0, 8.8.8.8, 443, true",
        "fd00::/8, '[fd12::1]', 443, true",
        "fd00::/8, '[fe80::1]', 443, false",
        "fd00::/8, 10.0.0.1, 443, false",
        "'[fd12::1]:443', '[fd12:0::1]', 443, true",
        "fd12::1, 'fd12:0:0::1', 443, true",
        "'a.corp, *', anything.example, 80, true",
        "'', anything.example, 80, false",
        "'', localhost, 80, true",
        "'', 127.0.0.9, 80, true",
        "'', '[::1]', 80, true",
        "'', 127.example, 80, false",
    })
    void holdFor(String list, String host, int port, boolean expected) {
        assertEquals(expected, ProxyExceptions.of(list).hold(host, port));
    }

    @Test
    void separateEntriesByCommasAndBlanks() {
        ProxyExceptions exceptions = ProxyExceptions.of("a.corp, b.corp\tc.corp,,d.corp");

        for (String host : new String[] {"a.corp", "b.corp", "c.corp", "d.corp"}) {
            assertEquals(true, exceptions.hold(host, 443), host);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/x", "corp/8", "fd00::/129", "10.0.0/8"})
    void refuseNetworksThatAreNone(String text) {
        assertThrows(IllegalArgumentException.class, () -> ProxyExceptions.of(text));
    }
}
