package io.kubeferry.installer.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ipv6AddressTest {
    /** The examples of RFC 5952, section 4, among them. */
    @ParameterizedTest
    @CsvSource({
        "FD00:0:0:0:0:0:0:0011, fd00::11",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "::1, ::1",
        "fd00::, fd00::",
        "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8"
    })
    void writesAnAddressAsTheKernelPrintsIt(String written, String printed) {
        assertEquals(printed, Ipv6Address.canonical(written));
    }
}
