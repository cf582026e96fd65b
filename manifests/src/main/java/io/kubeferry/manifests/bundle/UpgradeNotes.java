package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.kubernetes.EtcdSteps;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operator should know of an upgrade before it begins; nothing where a bundle has one release. */
public final class UpgradeNotes {
    private UpgradeNotes() {}

    /**
     * One sentence for each thing.
     *
     * @param from what sites run now
     * @param releases the hops, in order
     */
    public static List<String> of(Optional<KubernetesVersion> from, List<KubernetesComponent> releases) {
        List<String> notes = new ArrayList<>();
        from.ifPresent(running -> {
            Map<KubernetesVersion, String> etcd = new LinkedHashMap<>();
            releases.forEach(release -> tag(release, "etcd").ifPresent(tag -> etcd.put(release.version(), tag)));
            notes.addAll(EtcdSteps.notes(running, etcd));
        });
        for (int i = 1; i < releases.size(); i++) {
            changes(releases.get(i - 1), releases.get(i), notes);
        }
        return notes;
    }

    private static void changes(KubernetesComponent before, KubernetesComponent release, List<String> notes) {
        Optional<String> old = Optional.ofNullable(before.tools().get("containerd"));
        Optional<String> next = Optional.ofNullable(release.tools().get("containerd"));
        if (!old.equals(next)) {
            notes.add("containerd changes at " + release.version() + ": " + old.orElse("none") + " -> "
                    + next.orElse("none") + ", since no version goes with all hops");
        }
        Optional<String> pause = tag(release, "pause");
        if (!tag(before, "pause").equals(pause)) {
            notes.add("the pause image changes at " + release.version() + " to " + pause.orElse("none")
                    + ": kubeadm's check runs it before containerd's configuration names it");
        }
    }

    private static Optional<String> tag(KubernetesComponent release, String part) {
        return Optional.ofNullable(release.images().get(part)).flatMap(image -> image.tag());
    }
}
