package io.kubeferry.bundler.source.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void readsSeconds() {
        assertEquals(Optional.of(Duration.ofSeconds(120)), RetryAfter.parse(" 120 ", NOW));
    }

    @Test
    void readsADate() {
        assertEquals(Optional.of(Duration.ofSeconds(95)), RetryAfter.parse("Sun, 22 Nov 2026 10:01:35 GMT", NOW));
    }

    @Test
    void doesNotWaitForADateThatIsPast() {
        assertEquals(Optional.of(Duration.ZERO), RetryAfter.parse("Sun, 22 Nov 2026 09:00:00 GMT", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-3", "12345678901", "2026-11-22T10:01:35Z"})
    void passesOverWhatSaysNothing(String header) {
        assertEquals(Optional.empty(), RetryAfter.parse(header, NOW));
    }
}
