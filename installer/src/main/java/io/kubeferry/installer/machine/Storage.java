package io.kubeferry.installer.machine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The folders that matter and the file systems that they are on, or would be on.
 *
 * @param freeBytes folder to bytes that root may still write there
 * @param noexec folders from which no program may be started
 */
public record Storage(Map<String, Long> freeBytes, Set<String> noexec) {
    public Storage {
        freeBytes = new TreeMap<>(freeBytes);
        noexec = Set.copyOf(noexec);
    }
}
