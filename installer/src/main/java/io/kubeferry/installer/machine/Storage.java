package io.kubeferry.installer.machine;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The folders that matter and the file systems that they are on, or would be on.
 *
 * @param totalBytes folder to the size of its file system
 * @param freeBytes folder to bytes that root may still write there
 * @param noexec folders from which no program may be started
 * @param withoutLayers folders on a file system that overlayfs cannot stand on, to its kind, such as {@code nfs}
 * @param links folders that are symbolic links, to where they lead
 */
public record Storage(
        Map<String, Long> totalBytes,
        Map<String, Long> freeBytes,
        Set<String> noexec,
        Map<String, String> withoutLayers,
        Map<String, String> links) {
    public Storage {
        totalBytes = new TreeMap<>(totalBytes);
        freeBytes = new TreeMap<>(freeBytes);
        noexec = Set.copyOf(noexec);
        withoutLayers = new TreeMap<>(withoutLayers);
        links = new TreeMap<>(links);
    }
}
