package io.kubeferry.bundler.source.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void readsParametersInAnyOrderWithCommasInside() {
        Challenge challenge =
                Challenge.parse("Bearer scope=\"repository:a/b:pull,push\",Realm = \"https://auth/t\", service=plain");

        assertEquals("bearer", challenge.scheme());
        assertEquals(Optional.of("https://auth/t"), challenge.parameter("realm"));
        assertEquals(Optional.of("repository:a/b:pull,push"), challenge.parameter("scope"));
        assertEquals(Optional.of("plain"), challenge.parameter("service"));
    }

    @Test
    void prefersBearer() {
        assertEquals(
                Optional.of("bearer"),
                Challenge.best(List.of("Basic realm=\"x\"", "Bearer realm=\"y\""))
                        .map(Challenge::scheme));
    }

    @Test
    void knowsWhatItCannotAnswer() {
        assertEquals(Optional.empty(), Challenge.best(List.of("Negotiate")));
    }
}
