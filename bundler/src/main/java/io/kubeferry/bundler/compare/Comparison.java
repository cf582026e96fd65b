package io.kubeferry.bundler.compare;

import io.kubeferry.manifests.content.Digest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What differs between two inventories.
 *
 * @param components in the order in which they are told
 * @param images sorted by reference
 * @param files sorted by name
 * @param missing blobs of the second that the first lacks, to their sizes in bytes
 */
public record Comparison(
        Inventory from,
        Inventory to,
        List<Change> components,
        List<Change> images,
        List<Change> files,
        Map<Digest, Long> missing) {
    public Comparison {
        components = List.copyOf(components);
        images = List.copyOf(images);
        files = List.copyOf(files);
        missing = new LinkedHashMap<>(missing);
    }

    /**
     * A thing that is not the same on both sides.
     *
     * @param from empty where it came
     * @param to empty where it went
     */
    public record Change(String name, Optional<String> from, Optional<String> to) {
        public Change {
            if (from.equals(to)) {
                throw new IllegalArgumentException(name + " has not changed");
            }
        }
    }

    /** Compares. */
    public static Comparison of(Inventory from, Inventory to) {
        Map<Digest, Long> missing = new LinkedHashMap<>(to.blobs());
        missing.keySet().removeAll(from.blobs().keySet());
        Set<String> components = new LinkedHashSet<>(to.components().keySet());
        components.addAll(from.components().keySet());
        return new Comparison(
                from,
                to,
                changes(components, from.components(), to.components()),
                changes(both(from.images(), to.images()), from.images(), to.images()),
                changes(both(from.files(), to.files()), from.files(), to.files()),
                missing);
    }

    private static Set<String> both(Map<String, ?> from, Map<String, ?> to) {
        Set<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return names;
    }

    private static List<Change> changes(Set<String> names, Map<String, ?> from, Map<String, ?> to) {
        List<Change> changes = new ArrayList<>();
        for (String name : names) {
            Optional<String> before = Optional.ofNullable(from.get(name)).map(Object::toString);
            Optional<String> after = Optional.ofNullable(to.get(name)).map(Object::toString);
            if (!before.equals(after)) {
                changes.add(new Change(name, before, after));
            }
        }
        return changes;
    }

    /** Whether nothing differs. */
    public boolean isEmpty() {
        return components.isEmpty() && images.isEmpty() && files.isEmpty() && missing.isEmpty();
    }

    /** Bytes of the blobs that the first lacks. */
    public long missingBytes() {
        return missing.values().stream().mapToLong(Long::longValue).sum();
    }
}
