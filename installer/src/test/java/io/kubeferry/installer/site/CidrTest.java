package io.kubeferry.installer.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @Test
    void holdsItsFirstAndLastAddressAndNoOther() {
        Cidr range = Cidr.parse("10.96.0.0/12");
        assertTrue(range.contains("10.96.0.0"));
        assertTrue(range.contains("10.111.255.255"));
        assertFalse(range.contains("10.95.255.255"));
        assertFalse(range.contains("10.112.0.0"));
    }

    @Test
    void overlapsWhatItHoldsAndWhatHoldsIt() {
        Cidr wide = Cidr.parse("10.0.0.0/8");
        Cidr narrow = Cidr.parse("10.244.0.0/16");
        assertTrue(wide.overlaps(narrow));
        assertTrue(narrow.overlaps(wide));
        assertTrue(Cidr.parse("0.0.0.0/0").overlaps(narrow));
        assertFalse(narrow.overlaps(Cidr.parse("10.245.0.0/16")));
    }

    @Test
    void isFoundAroundAnInterfacesAddress() {
        assertEquals("192.168.200.128/25", Cidr.around("192.168.200.200/25").toString());
    }

    @Test
    void knowsBothFamiliesApart() {
        Cidr pods = Cidr.parse("fd00:10:244::/56");
        assertTrue(pods.contains("fd00:10:244:ff::1"));
        assertFalse(pods.contains("fd00:10:244:100::1"));
        assertFalse(pods.contains("10.244.0.1"));
        assertFalse(Cidr.parse("0.0.0.0/0").contains("fd00::1"));
        assertFalse(Cidr.parse("0.0.0.0/0").overlaps(pods));
        assertTrue(Cidr.parse("fd00::/8").overlaps(pods));
        assertEquals("fd00:10:244:0:0:0:0:0/56", pods.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0",
                "10.0.0/8",
                "10.0.0.0/33",
                "256.0.0.0/8",
                "10.0.0.1/8",
                "fd00::1/8",
                "fd00::/129",
                "010.0.0.0/8",
                "fd00/8"
            })
    void refusesWhatIsNoRange(String text) {
        assertThrows(IllegalArgumentException.class, () -> Cidr.parse(text));
    }
}
