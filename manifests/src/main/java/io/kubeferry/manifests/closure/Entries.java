package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.BundleEntry;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.content.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The bundle's entries by their paths. */
record Entries(Map<String, BundleEntry> byPath) {
    static Entries of(BundleManifest bundle) {
        Map<String, BundleEntry> byPath = new HashMap<>();
        bundle.entries().forEach(entry -> byPath.put(entry.path(), entry));
        return new Entries(byPath);
    }

    boolean has(Digest digest) {
        return byPath.containsKey(digest.layoutPath());
    }

    /** Why a blob of this size cannot be had; empty where it can. */
    Optional<String> lacks(Digest digest, long size) {
        BundleEntry entry = byPath.get(digest.layoutPath());
        if (entry == null) {
            return Optional.of("no blob " + digest + " is carried");
        }
        return entry.size() == size
                ? Optional.empty()
                : Optional.of("its blob has " + entry.size() + " bytes instead of " + size);
    }

    boolean isExecutable(String path) {
        return byPath.containsKey(path) && byPath.get(path).mode() == BundleEntry.EXECUTABLE;
    }
}
