package io.kubeferry.manifests.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * The containerd versions that a Kubernetes minor is supported with.
 *
 * @param minimums the oldest version of each branch, such as {@code 1.7.24}; a branch that is not named is supported
 *     where it is newer than all that are
 * @param below the first version that is too new; empty where there is none
 */
public record ContainerdRange(List<String> minimums, Optional<String> below) {
    private static final VersionOrder ORDER = new VersionOrder();

    public ContainerdRange {
        minimums = minimums.stream().sorted(ORDER).toList();
        if (minimums.isEmpty()) {
            throw new IllegalArgumentException("a range of containerd versions has at least one minimum");
        }
    }

    /** Whether this containerd, such as {@code 1.7.34}, is supported. */
    public boolean accepts(String version) {
        if (below.filter(end -> ORDER.compare(version, end) >= 0).isPresent()) {
            return false;
        }
        return minimums.stream()
                .filter(minimum -> VersionOrder.minor(minimum).equals(VersionOrder.minor(version)))
                .findFirst()
                .or(() -> Optional.of(minimums.get(minimums.size() - 1)))
                .filter(minimum -> ORDER.compare(version, minimum) >= 0)
                .isPresent();
    }

    /** For messages: {@code 1.6.36+, 1.7.24+}, and the end where there is one. */
    @Override
    public String toString() {
        return String.join("+, ", minimums) + "+"
                + below.map(end -> ", below " + end).orElse("");
    }
}
