package io.kubeferry.installer.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the disks take to keep a small write.
 *
 * @param slowest node to the time within which 99 of 100 writes were kept
 * @param untried nodes on which it could not be measured, and why
 */
public record DiskSpeeds(Map<String, Duration> slowest, List<String> untried) {
    public DiskSpeeds {
        slowest = new TreeMap<>(slowest);
        untried = List.copyOf(untried);
    }

    /** Nothing was measured. */
    public static DiskSpeeds none() {
        return new DiskSpeeds(Map.of(), List.of());
    }
}
