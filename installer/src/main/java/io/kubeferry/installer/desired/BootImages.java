package io.kubeferry.installer.desired;

import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.image.ImageReference;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** The images whose containers run on a node before, or without, the cluster's help. */
public final class BootImages {
    private BootImages() {}

    /** Those of one node. */
    public static Collection<ImageReference> of(Target target, Node node) {
        if (!node.isMember()) {
            return new TreeSet<>(Set.of(
                    target.kubernetes().image("etcd"), target.kubernetes().image("pause")));
        }
        Set<ImageReference> images = new TreeSet<>(target.bundle().network().images());
        images.add(target.kubernetes().image("pause"));
        images.add(target.kubernetes().image("kube-proxy"));
        if (node.isControlPlane()) {
            // kubeadm wants its whole list at an init or a join, CoreDNS too. With etcd elsewhere, the client in
            // etcd's image is what looks into it.
            images.addAll(target.kubernetes().images().values());
            if (target.site().endpoint().provider().isOurs()) {
                target.bundle()
                        .loadBalancer()
                        .ifPresent(balancer -> images.addAll(balancer.images().values()));
            }
        }
        return images;
    }
}
