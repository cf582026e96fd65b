package io.kubeferry.installer.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a site wants otherwise than kubeadm would have it.
 *
 * @param etcd of the members that kubeadm or the installer sets up
 * @param certificateNames further names and addresses in the API servers' certificates
 * @param keyAlgorithm kubeadm's {@code encryptionAlgorithm}; empty for RSA-2048
 * @param featureGates of the control plane's components, the kubelet and kube-proxy
 * @param kubeadmFeatureGates kubeadm's own
 * @param kubelet its arguments; volumes it has none
 * @param kubeletConfiguration keys of a KubeletConfiguration
 * @param kubeProxyConfiguration keys of a KubeProxyConfiguration
 * @param patches file name to text, as {@code kubeadm --patches} reads them
 * @param toleratesCgroupV1 whether {@code failCgroupV1: false} is asked for
 */
public record Customisation(
        Component apiServer,
        Component controllerManager,
        Component scheduler,
        Component etcd,
        List<String> certificateNames,
        Optional<String> keyAlgorithm,
        Map<String, Boolean> featureGates,
        Map<String, Boolean> kubeadmFeatureGates,
        Component kubelet,
        Map<String, Object> kubeletConfiguration,
        Map<String, Object> kubeProxyConfiguration,
        Map<String, String> patches,
        boolean toleratesCgroupV1) {
    public Customisation {
        certificateNames = List.copyOf(certificateNames);
        featureGates = new TreeMap<>(featureGates);
        kubeadmFeatureGates = new TreeMap<>(kubeadmFeatureGates);
        kubeletConfiguration = new LinkedHashMap<>(kubeletConfiguration);
        kubeProxyConfiguration = new LinkedHashMap<>(kubeProxyConfiguration);
        patches = new TreeMap<>(patches);
    }

    /**
     * A program of the cluster.
     *
     * @param arguments flag, without its hyphens, to value
     */
    public record Component(Map<String, String> arguments, List<Volume> volumes) {
        public Component {
            arguments = new TreeMap<>(arguments);
            volumes = List.copyOf(volumes);
        }

        public static Component plain() {
            return new Component(Map.of(), List.of());
        }
    }

    /**
     * A path of the machine that a static pod sees.
     *
     * @param pathType as a pod's hostPath names it, such as {@code DirectoryOrCreate}
     */
    public record Volume(String name, String hostPath, String mountPath, boolean readOnly, Optional<String> pathType) {}

    /** Everything as kubeadm has it. */
    public static Customisation none() {
        Component plain = Component.plain();
        return new Customisation(
                plain,
                plain,
                plain,
                plain,
                List.of(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                plain,
                Map.of(),
                Map.of(),
                Map.of(),
                false);
    }

    /** The value of a {@code --feature-gates} flag; empty where no gate is set. */
    public Optional<String> featureGatesFlag() {
        List<String> gates = new ArrayList<>();
        featureGates.forEach((name, on) -> gates.add(name + "=" + on));
        return gates.isEmpty() ? Optional.empty() : Optional.of(String.join(",", gates));
    }
}
