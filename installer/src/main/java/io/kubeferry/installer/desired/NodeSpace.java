package io.kubeferry.installer.desired;

import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.plan.FileContent.ArchiveMember;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.content.Digest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How much a node is still to get. */
public final class NodeSpace {
    private static final List<String> PROGRAMS =
            List.of("containerd", "crictl", "kubeadm", "kubectl", "kubelet", "registry", "runc");
    /** Layers are kept compressed and unpacked; unpacked they are about three times as large. */
    private static final int IMAGE_FACTOR = 4;
    /** etcd's own limit for its database, by default. */
    private static final long ETCD = 2L << 30;

    private final Target target;
    private final Node node;
    private final NodeFacts facts;

    public NodeSpace(Target target, Node node, NodeFacts facts) {
        this.target = target;
        this.node = node;
        this.facts = facts;
    }

    /** Folder to bytes. */
    public Map<String, Long> needs() {
        Map<String, Long> needs = new TreeMap<>();
        needs.put("/usr/local/bin", PROGRAMS.stream().mapToLong(this::size).sum());
        needs.put("/opt/cni/bin", size("cni-plugins"));
        needs.put(target.site().folders().containerd(), images() * IMAGE_FACTOR);
        if (node.isControlPlane()) {
            needs.put("/var/lib/kubeferry", registry());
        }
        boolean hasEtcd = node.isControlPlane() && target.site().etcd().isStacked();
        if (hasEtcd || !node.isMember()) {
            needs.put(target.site().folders().etcd(), ETCD);
            // An upgrade keeps a copy of the data below /etc/kubernetes/tmp.
            needs.put("/etc", ETCD);
        }
        return needs;
    }

    private long size(String tool) {
        CarriedFile carried = target.bundle().file(tool, target.kubernetes().toolVersion(tool), facts.platform());
        return target.archives().has(carried.digest())
                ? target.archives().of(carried.digest()).stream()
                        .mapToLong(ArchiveMember::size)
                        .sum()
                : carried.size();
    }

    /** Bytes of the boot images' blobs, for all platforms where the bundle carries several: rather too much. */
    private long images() {
        Set<Digest> blobs = new TreeSet<>();
        BootImages.of(target, node).stream()
                .filter(image -> !facts.images().contains(image.toString()))
                .map(target.bundle()::image)
                .map(CarriedImage::blobs)
                .forEach(blobs::addAll);
        return blobs.stream().mapToLong(this::blobSize).sum();
    }

    private long registry() {
        Set<Digest> blobs = new TreeSet<>();
        target.bundle().images().forEach(image -> {
            blobs.addAll(image.manifests());
            blobs.addAll(image.blobs());
        });
        return blobs.stream()
                .filter(blob -> !facts.registryBlobs().containsKey(blob.hex()))
                .mapToLong(this::blobSize)
                .sum();
    }

    private long blobSize(Digest blob) {
        return target.bundle().blob(blob).size();
    }
}
