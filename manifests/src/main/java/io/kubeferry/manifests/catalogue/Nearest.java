package io.kubeferry.manifests.catalogue;

import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which known versions are next to one that is not known, or that does not fit. */
public final class Nearest {
    private Nearest() {}

    /** The next lower and the next higher one, where there are such. */
    public static <T> List<T> around(T wanted, NavigableSet<T> known) {
        return Stream.of(known.lower(wanted), known.higher(wanted))
                .filter(Objects::nonNull)
                .toList();
    }

    /** {@code the nearest known are v1.20.1 and v1.20.3}. */
    static <T> String to(T wanted, NavigableSet<T> known) {
        List<T> around = around(wanted, known);
        if (around.isEmpty()) {
            return "none is known";
        }
        String names = around.stream().map(Object::toString).collect(Collectors.joining(" and "));
        return (around.size() > 1 ? "the nearest known are " : "the nearest known is ") + names;
    }
}
