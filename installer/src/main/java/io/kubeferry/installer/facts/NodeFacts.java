package io.kubeferry.installer.facts;

import io.kubeferry.installer.machine.Machine;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one node shows. A map that lacks a key says: not there.
 *
 * @param machine what was found, whoever put it there
 * @param files absolute path to digest, of every file that Kubeferry's record on the node names and that is there
 * @param services systemd unit to its state, {@code active/enabled} as {@code systemctl is-active} and
 *     {@code is-enabled} say; {@code stale} for active where one of its files was written after its start
 * @param actions name of a detached action to its exit code; one that is still running was waited for
 * @param registryBlobs hex of each blob in the node's registry storage to its size in bytes
 * @param registryLinks path of each link file in the registry storage, relative to its root, to its content
 * @param images full references that the node's containerd holds pinned
 * @param loose files that are there without being in the record and that matter to phases ({@code
 *     /etc/kubernetes/kubelet.conf}, …)
 * @param changes the lines of Kubeferry's record on the node, oldest first
 * @param originals absolute paths of files that were there before us and are kept under {@code
 *     /var/lib/kubeferry/originals}
 */
public record NodeFacts(
        String node,
        Machine machine,
        Map<String, Digest> files,
        Map<String, String> services,
        Map<String, Integer> actions,
        Map<String, Long> registryBlobs,
        Map<String, String> registryLinks,
        Set<String> images,
        Set<String> loose,
        List<String> changes,
        Set<String> originals) {
    public NodeFacts {
        files = new TreeMap<>(files);
        services = new TreeMap<>(services);
        actions = new TreeMap<>(actions);
        registryBlobs = new TreeMap<>(registryBlobs);
        registryLinks = new TreeMap<>(registryLinks);
        images = Set.copyOf(images);
        loose = Set.copyOf(loose);
        changes = List.copyOf(changes);
        originals = Set.copyOf(originals);
    }

    public Platform platform() {
        return machine.system().platform();
    }

    /** Whether a detached action ran to a good end. */
    public boolean completed(String action) {
        return Integer.valueOf(0).equals(actions.get(action));
    }
}
