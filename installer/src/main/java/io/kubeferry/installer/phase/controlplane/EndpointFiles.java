package io.kubeferry.installer.phase.controlplane;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.service.Haproxy;
import io.kubeferry.installer.service.Keepalived;
import io.kubeferry.installer.service.KubeVip;
import io.kubeferry.installer.service.Nginx;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The static pods that serve the endpoint on a control plane, and their configurations. */
final class EndpointFiles {
    private static final String ADMIN = "/etc/kubernetes/admin.conf";
    /** Of the group system:masters; on the control plane that ran the init, from 1.29 on. */
    private static final String SUPER_ADMIN = "/etc/kubernetes/super-admin.conf";

    private final Target target;
    private final Facts facts;

    EndpointFiles(Target target, Facts facts) {
        this.target = target;
        this.facts = facts;
    }

    /** What this node is to have now. */
    List<PlannedFile> of(Node node) {
        return switch (target.site().endpoint().provider()) {
            case HAPROXY -> proxied(node, haproxy());
            case NGINX -> proxied(node, nginx());
            case KUBE_VIP -> List.of(kubeVip(node, hasOnlySuperAdmin(node) ? SUPER_ADMIN : ADMIN));
            case EXTERNAL -> List.of();
        };
    }

    /** What the control plane that begins the cluster is to have once it has begun, where that differs. */
    List<PlannedFile> afterInit(Node first) {
        List<PlannedFile> settled = switch (target.site().endpoint().provider()) {
            case KUBE_VIP -> List.of(kubeVip(first, ADMIN));
            default -> of(first);
        };
        return settled.equals(of(first)) ? List.of() : settled;
    }

    /**
     * Whether admin.conf may not do anything on this node yet. From 1.29 on it is of a group whose rights an init gives only
     * when the API answers, which it asks at the address that kube-vip is to bring (kube-vip issue 684).
     */
    private boolean hasOnlySuperAdmin(Node node) {
        Membership membership = new Membership(target.site(), facts);
        return target.kubernetes().version().isAtLeast(1, 29)
                && !membership.hasCluster()
                && node.equals(membership.leader());
    }

    private List<PlannedFile> haproxy() {
        Site site = target.site();
        String config = Haproxy.config(site);
        return List.of(
                PlannedFile.text(Haproxy.CONFIG, config),
                PlannedFile.text(
                        Haproxy.MANIFEST,
                        Haproxy.manifest(image("haproxy"), site.endpoint().port(), digest(config))));
    }

    private List<PlannedFile> nginx() {
        Site site = target.site();
        String config = Nginx.config(site);
        return List.of(
                PlannedFile.text(Nginx.CONFIG, config),
                PlannedFile.text(
                        Nginx.MANIFEST,
                        Nginx.manifest(image("nginx"), site.endpoint().port(), digest(config))));
    }

    private List<PlannedFile> proxied(Node node, List<PlannedFile> proxy) {
        String config = Keepalived.config(target.site(), node, device(node));
        return List.of(
                proxy.get(0),
                PlannedFile.text(Keepalived.CONFIG, config),
                proxy.get(1),
                PlannedFile.text(Keepalived.MANIFEST, Keepalived.manifest(image("keepalived"), digest(config))));
    }

    private PlannedFile kubeVip(Node node, String credentials) {
        return PlannedFile.text(
                KubeVip.MANIFEST, KubeVip.manifest(target.site(), image("kube-vip"), device(node), credentials));
    }

    private String device(Node node) {
        return facts.node(node.name())
                .machine()
                .network()
                .interfaceOf(node.address())
                .orElseThrow(() -> new IllegalArgumentException(node.address() + " is not on " + node.name()));
    }

    private String image(String part) {
        return target.bundle()
                .loadBalancer()
                .map(LoadBalancerComponent::images)
                .flatMap(images -> Optional.ofNullable(images.get(part)))
                .map(ImageReference::toString)
                .orElseThrow(() -> new IllegalArgumentException("the bundle has no image of " + part));
    }

    private static String digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
