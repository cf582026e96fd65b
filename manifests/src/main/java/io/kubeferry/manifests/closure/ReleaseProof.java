package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import io.kubeferry.manifests.kubernetes.VersionSkew;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether each release names all that kubeadm asks for, and whether one release leads to the next. */
final class ReleaseProof {
    /** kubeadm makes these names up itself, out of its imageRepository and its version. */
    private static final List<String> CONTROL_PLANE =
            List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy");

    private static final List<String> OTHERS = List.of("etcd", "pause", "coredns");

    private final List<Need> gaps = new ArrayList<>();

    private ReleaseProof() {}

    /** Only gaps: an image that is named is a need of its own. */
    static List<Need> of(BundleManifest bundle) {
        ReleaseProof proof = new ReleaseProof();
        bundle.kubernetes().forEach(proof::images);
        proof.path(bundle);
        bundle.loadBalancer()
                .ifPresent(balancer -> Catalogue.loadBalancers()
                        .getOrDefault(balancer.provider(), List.of())
                        .forEach(part -> proof.named(
                                balancer.images(),
                                part,
                                "load balancer " + balancer.provider() + ": static pod " + part)));
        return proof.gaps;
    }

    private void images(KubernetesComponent release) {
        String kubeadm = "kubeadm " + release.version();
        for (String part : CONTROL_PLANE) {
            ImageReference made =
                    ImageReference.parse(release.imageRepository() + "/" + part + ":" + release.version());
            named(release.images(), part, kubeadm)
                    .filter(image -> !image.equals(made))
                    .ifPresent(image -> gap("image " + made, kubeadm, "bundle.json names " + image + " in its place"));
        }
        for (String part : OTHERS) {
            named(release.images(), part, kubeadm);
        }
    }

    private Optional<ImageReference> named(Map<String, ImageReference> images, String part, String who) {
        Optional<ImageReference> image = Optional.ofNullable(images.get(part));
        if (image.isEmpty()) {
            gap("an image for " + part, who, "bundle.json names none");
        }
        return image;
    }

    private void path(BundleManifest bundle) {
        Optional<KubernetesVersion> before = bundle.upgradeFrom();
        for (KubernetesComponent release : bundle.kubernetes()) {
            before.flatMap(from -> VersionSkew.upgrade(from, release.version()))
                    .ifPresent(
                            broken -> gap("a release on the way to " + release.version(), "kubeadm upgrade", broken));
            before = Optional.of(release.version());
        }
    }

    private void gap(String what, String who, String why) {
        gaps.add(Need.missing(Kind.IMAGE, what, List.of(who), why));
    }
}
