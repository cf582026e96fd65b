package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Kubernetes release and what kubeadm of that release takes by default.
 *
 * @param imageRepository kubeadm's default {@code imageRepository}
 * @param derivedFrom where the catalogue does not list the release: what its images were told by, such as {@code v1.36.3}
 *     or {@code the rules of 1.37}
 * @param images {@code kube-apiserver}, {@code kube-controller-manager}, {@code kube-scheduler}, {@code kube-proxy},
 *     {@code etcd}, {@code pause} and {@code coredns} to their images
 * @param kubeadmApi version of kubeadm's configuration API, such as {@code v1beta4}
 * @param defaultTools {@code containerd}, {@code runc}, {@code cni-plugins}, {@code crictl}, {@code registry} and {@code etcd} to
 *     the version that a bundle carries unless told otherwise; kubeadm, kubelet and kubectl have the release's own version
 */
public record KubernetesRelease(
        KubernetesVersion version,
        Optional<String> derivedFrom,
        String imageRepository,
        Map<String, ImageReference> images,
        String kubeadmApi,
        Map<String, String> defaultTools) {
    public KubernetesRelease {
        images = new TreeMap<>(images);
        defaultTools = new TreeMap<>(defaultTools);
    }

    /**
     * The version of etcd's tools that goes with an image of etcd: {@code v3.5.24} for the tag {@code 3.5.24-0}, whose
     * last number counts Kubernetes' own builds of it.
     */
    public static String etcdTools(ImageReference etcd) {
        return "v" + etcd.tag().orElseThrow().replaceFirst("-.*$", "");
    }
}
