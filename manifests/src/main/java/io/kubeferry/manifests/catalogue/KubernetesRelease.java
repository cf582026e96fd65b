package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Kubernetes release and what kubeadm of that release takes by default.
 *
 * @param imageRepository kubeadm's default {@code imageRepository}
 * @param images {@code kube-apiserver}, {@code kube-controller-manager}, {@code kube-scheduler}, {@code kube-proxy},
 *     {@code etcd}, {@code pause} and {@code coredns} to their images
 * @param kubeadmApi version of kubeadm's configuration API, such as {@code v1beta4}
 * @param defaultTools {@code containerd}, {@code runc}, {@code cni-plugins}, {@code crictl} and {@code registry} to the
 *     version that a bundle carries unless told otherwise; kubeadm, kubelet and kubectl have the release's own version
 */
public record KubernetesRelease(
        KubernetesVersion version,
        String imageRepository,
        Map<String, ImageReference> images,
        String kubeadmApi,
        Map<String, String> defaultTools) {
    public KubernetesRelease {
        images = new TreeMap<>(images);
        defaultTools = new TreeMap<>(defaultTools);
    }
}
