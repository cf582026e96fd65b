package io.kubeferry.bundler.cli.catalogue;

import io.kubeferry.bundler.cli.output.Fields;
import io.kubeferry.manifests.catalogue.Catalogue;
import java.util.List;

/** What comes with Kubernetes by kubeadm's own hand: explained where somebody asks, but not listed. */
final class KubeadmsOwnSection implements CatalogueSection {
    private final Catalogue catalogue;
    private final KubernetesMinors minors;

    KubeadmsOwnSection(Catalogue catalogue, KubernetesMinors minors) {
        this.catalogue = catalogue;
        this.minors = minors;
    }

    @Override
    public String title() {
        return "kubeadm's own";
    }

    @Override
    public List<String> names() {
        return List.of("coredns", "kube-proxy");
    }

    @Override
    public List<Fields> rows() {
        return List.of();
    }

    @Override
    public Fields explain(String name) {
        Fields images = new Fields();
        minors.names()
                .forEach(minor -> minors.newest(minor)
                        .ifPresent(version -> images.with(
                                version.toString(),
                                catalogue.kubernetes(version).images().get(name).toString())));
        return new Fields()
                .with("name", name)
                .with(
                        "note",
                        "kubeadm brings it with Kubernetes; its image is in every bundle, and there is nothing to choose")
                .with("images", images);
    }

    /** There is nothing to choose, so a version changes nothing. */
    @Override
    public Fields explain(String name, String version) {
        return explain(name);
    }
}
