package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.site.Customisation;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubeadmApi;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.Map;

/** Whether the bundle's release can do what the site's file wants of it. */
final class CustomisationCheck implements Check {
    private static final String WHERE = "spec.kubernetes";
    /** What kubeadm takes patches for beside the static pods, and since which minor release. */
    private static final Map<String, Integer> PATCHED_SINCE =
            Map.of("kubeletconfiguration", 25, "corednsdeployment", 31, "kubeproxydaemonset", 37);

    private static final String NODE_RANGE = "node-cidr-mask-size";
    private static final int DUAL_STACK_SINCE = 21;
    private static final int P384_SINCE = 34;

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        KubernetesVersion version = target.kubernetes().version();
        Customisation wanted = target.site().customisation();
        checkPods(wanted, target.site().network().podIpv6().isPresent(), problems);
        wanted.keyAlgorithm().ifPresent(algorithm -> checkAlgorithm(algorithm, version, problems));
        wanted.patches().keySet().forEach(patch -> checkPatch(patch, version, problems));
        if (target.site().network().podIpv6().isPresent() && !version.isAtLeast(1, DUAL_STACK_SINCE)) {
            problems.add(
                    "spec.network",
                    "both families are wanted; Kubernetes " + version + " has that only as an alpha feature",
                    "choose 1." + DUAL_STACK_SINCE
                            + " or later, or give podSubnet and serviceSubnet an IPv4 range alone");
        }
    }

    /** The controller manager gives each node a /24 of the pods' range unless it is told another size. */
    private static void checkPods(Customisation wanted, boolean dual, Problems problems) {
        Map<String, String> arguments = wanted.controllerManager().arguments();
        if (dual && arguments.containsKey(NODE_RANGE)) {
            problems.add(
                    WHERE + ".controllerManager.extraArgs." + NODE_RANGE,
                    "the controller manager takes " + NODE_RANGE + " only where the cluster has one family",
                    "write " + NODE_RANGE + "-ipv4 and " + NODE_RANGE + "-ipv6");
        }
        String size = arguments.getOrDefault(NODE_RANGE + "-ipv4", arguments.getOrDefault(NODE_RANGE, "24"));
        if (!(wanted.kubeletConfiguration().get("maxPods") instanceof Long pods) || !size.matches("[0-9]{1,2}")) {
            return;
        }
        long addresses = (1L << (32 - Math.min(32, Integer.parseInt(size)))) - 2;
        if (pods > addresses) {
            problems.add(
                    WHERE + ".kubelet.config.maxPods",
                    "maxPods is " + pods + ", and the /" + size + " that each node gets has " + addresses
                            + " addresses for pods",
                    "give a smaller number, or the controller manager's argument " + NODE_RANGE
                            + "-ipv4 a smaller one");
        }
    }

    private static void checkAlgorithm(String algorithm, KubernetesVersion version, Problems problems) {
        boolean chosen = KubeadmApi.of(version) == KubeadmApi.V1BETA4;
        if (!chosen && !algorithm.equals("RSA-2048")) {
            problems.add(
                    WHERE + ".keyAlgorithm",
                    "kubeadm " + version + " makes RSA-2048 keys; " + algorithm + " can be chosen from 1.31 on",
                    "leave keyAlgorithm out, or build a bundle with Kubernetes 1.31 or later");
        } else if (algorithm.equals("ECDSA-P384") && !version.isAtLeast(1, P384_SINCE)) {
            problems.add(
                    WHERE + ".keyAlgorithm",
                    "kubeadm " + version + " does not know ECDSA-P384, which came with 1." + P384_SINCE,
                    "take ECDSA-P256, or build a bundle with Kubernetes 1." + P384_SINCE + " or later");
        }
    }

    private static void checkPatch(String patch, KubernetesVersion version, Problems problems) {
        PATCHED_SINCE.forEach((kind, since) -> {
            if (patch.startsWith(kind) && !version.isAtLeast(1, since)) {
                problems.add(
                        WHERE + ".patches",
                        "kubeadm " + version + " takes no patch " + patch + ": " + kind + " came with 1." + since,
                        "take the file out of the folder of patches");
            }
        });
    }
}
