package io.kubeferry.bundler.spec;

import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Kubernetes release of a bundle.
 *
 * @param from the release that sites run now, where the bundle is to upgrade them
 * @param tools versions that the author chose in place of the catalogue's
 */
public record KubernetesChoice(KubernetesVersion version, Optional<KubernetesVersion> from, Map<String, String> tools) {
    /** The tools that come from other projects than Kubernetes; their versions can be chosen. */
    public static final List<String> TOOLS = List.of("containerd", "runc", "cni-plugins", "crictl", "etcd", "registry");

    public KubernetesChoice {
        tools = new TreeMap<>(tools);
    }
}
