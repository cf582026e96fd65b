package io.kubeferry.manifests.catalogue;

import java.util.NavigableSet;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which known versions are next to one that is not known. */
final class Nearest {
    private Nearest() {}

    /** {@code the nearest known are v1.20.1 and v1.20.3}. */
    static <T> String to(T wanted, NavigableSet<T> known) {
        String both = Stream.of(known.lower(wanted), known.higher(wanted))
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" and "));
        if (both.isEmpty()) {
            return "none is known";
        }
        return (both.contains(" and ") ? "the nearest known are " : "the nearest known is ") + both;
    }
}
