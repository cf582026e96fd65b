package io.kubeferry.bundler.source.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private final AdaptiveLimit limit = new AdaptiveLimit(8);

    @Test
    void beginsWithTheMostAndNeverAllowsMore() {
        for (int i = 0; i < 20; i++) {
            assertFalse(limit.succeeded());
        }
        assertEquals(8, limit.value());
    }

    @Test
    void halvesOnTrouble() {
        assertTrue(limit.troubled(0, 10));
        assertEquals(4, limit.value());
        assertTrue(limit.troubled(11, 20));
        assertEquals(2, limit.value());
    }

    @Test
    void countsTroubleOfRequestsThatRanTogetherOnce() {
        assertTrue(limit.troubled(3, 10));
        assertFalse(limit.troubled(4, 11));
        assertFalse(limit.troubled(9, 500));
        assertEquals(4, limit.value());
        assertTrue(limit.troubled(10, 501), "sent after it was lowered");
    }

    @Test
    void staysAtOneAtLeast() {
        for (int now = 0; now < 100; now += 10) {
            limit.troubled(now, now + 5);
        }
        assertEquals(1, limit.value());
    }

    @Test
    void growsByOneAfterAsManySuccessesAsItAllows() {
        limit.troubled(0, 1);
        for (int i = 0; i < 3; i++) {
            assertFalse(limit.succeeded());
        }
        assertTrue(limit.succeeded());
        assertEquals(5, limit.value());
        for (int i = 0; i < 4; i++) {
            assertFalse(limit.succeeded());
        }
        assertTrue(limit.succeeded());
        assertEquals(6, limit.value());
    }

    @Test
    void beginsToCountAnewAfterTrouble() {
        limit.troubled(0, 1);
        for (int i = 0; i < 3; i++) {
            limit.succeeded();
        }
        limit.troubled(2, 3);
        assertFalse(limit.succeeded());
        assertTrue(limit.succeeded());
        assertEquals(3, limit.value());
    }

    @Test
    void bearsAClockThatPassesItsLargestValue() {
        assertTrue(limit.troubled(Long.MAX_VALUE - 5, Long.MAX_VALUE));
        assertTrue(limit.troubled(Long.MIN_VALUE + 1, Long.MIN_VALUE + 9));
        assertEquals(2, limit.value());
    }
}
