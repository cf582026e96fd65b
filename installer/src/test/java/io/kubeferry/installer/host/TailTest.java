package io.kubeferry.installer.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TailTest {
    @Test
    void keepsEverythingUpToItsLimit() {
        Tail tail = new Tail(100_000);

        for (int i = 0; i < 10_000; i++) {
            write(tail, "0123456789");
        }

        assertEquals(0, tail.dropped());
        assertEquals("0123456789".repeat(10_000), tail.text());
    }

    @Test
    void keepsTheLastBytesOfMore() {
        Tail tail = new Tail(10);

        write(tail, "abcdef");
        write(tail, "ghijklmno");
        tail.write('p');

        assertEquals("[6 bytes before this are left out]\nghijklmnop", tail.text());
    }

    @Test
    void keepsTheEndOfOneWriteThatIsLongerThanItself() {
        Tail tail = new Tail(4);

        write(tail, "xy");
        write(tail, "0123456789");

        assertEquals("[8 bytes before this are left out]\n6789", tail.text());
    }

    private static void write(Tail tail, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        tail.write(bytes, 0, bytes.length);
    }
}
