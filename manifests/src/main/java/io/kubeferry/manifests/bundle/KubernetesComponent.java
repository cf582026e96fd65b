package io.kubeferry.manifests.bundle;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Kubernetes release that a bundle can install.
 *
 * @param imageRepository kubeadm's {@code imageRepository}, such as {@code registry.k8s.io}
 * @param images kubeadm's name of each image ({@code kube-apiserver}, {@code etcd}, {@code pause}, {@code coredns}, …)
 *     to its reference
 * @param tools name of each tool ({@code kubelet}, {@code containerd}, {@code registry}, …) to the version that goes
 *     with this release
 */
public record KubernetesComponent(
        KubernetesVersion version,
        String imageRepository,
        Map<String, ImageReference> images,
        Map<String, String> tools) {
    public KubernetesComponent {
        images = new TreeMap<>(images);
        tools = new TreeMap<>(tools);
    }

    /** The image that kubeadm knows by this name. */
    public ImageReference image(String name) {
        return Optional.ofNullable(images.get(name))
                .orElseThrow(() -> new IllegalArgumentException(version + " has no image " + name));
    }

    /** The version of a tool that goes with this release. */
    public String toolVersion(String name) {
        return Optional.ofNullable(tools.get(name))
                .orElseThrow(() -> new IllegalArgumentException(version + " has no tool " + name));
    }
}
