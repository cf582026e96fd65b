package io.kubeferry.installer.kubeadm;

import io.kubeferry.manifests.kubernetes.KubeadmApi;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Map;

/** What the versions of kubeadm's configuration write each in its own way. */
record ConfigApi(KubeadmApi version) {
    static ConfigApi of(KubernetesVersion kubernetes) {
        return new ConfigApi(KubeadmApi.of(kubernetes));
    }

    String apiVersion() {
        return version.apiVersion();
    }

    /** Arguments of a program: a mapping until v1beta3, since then a list, in which a name may stand twice. */
    String arguments(String indent, Map<String, String> arguments) {
        StringBuilder text = new StringBuilder();
        arguments.forEach((name, value) -> text.append(
                isV1beta4()
                        ? indent + "- name: " + name + "\n" + indent + "  value: \"" + value + "\"\n"
                        : indent + name + ": \"" + value + "\"\n"));
        return text.toString();
    }

    /** How long the control plane may take to start, in the InitConfiguration or JoinConfiguration. */
    String timeouts(String duration) {
        return isV1beta4() ? "timeouts:\n  controlPlaneComponentHealthCheck: " + duration + "\n" : "";
    }

    /** The same, where it still stood beside the API server's settings in the ClusterConfiguration. */
    String apiServerTimeout(String duration) {
        return isV1beta4() ? "" : "  timeoutForControlPlane: " + duration + "\n";
    }

    private boolean isV1beta4() {
        return version == KubeadmApi.V1BETA4;
    }
}
