package io.kubeferry.manifests.kubernetes;

import java.util.Optional;

/**
 * What Kubernetes' version-skew policy allows to run together. Each rule answers with the sentence that it is broken by;
 * empty where it holds.
 */
public final class VersionSkew {
    /** Kubelets may lag three minors behind from 1.25 on, two before. */
    private static final int LONG_KUBELET_LAG = 3;

    private static final int KUBELET_LAG = 2;

    private VersionSkew() {}

    /** Whether API servers of {@code from} may be replaced by those of {@code to}: later, and by one minor at most. */
    public static Optional<String> upgrade(KubernetesVersion from, KubernetesVersion to) {
        if (to.compareTo(from) <= 0) {
            return Optional.of("a cluster of " + from + " is upgraded to a later release only: " + to
                    + " is not later, and etcd is" + " never taken back");
        }
        boolean near = to.major() == from.major() && to.minor() - from.minor() <= 1;
        return near
                ? Optional.empty()
                : Optional.of("API servers never skip a minor: from " + from + " the next ones are " + from.minorName()
                        + " and " + next(from));
    }

    /** Whether a kubelet may be a node's while the oldest API server is of {@code apiServer}. */
    public static Optional<String> kubelet(KubernetesVersion kubelet, KubernetesVersion apiServer) {
        if (kubelet.major() != apiServer.major() || kubelet.minor() > apiServer.minor()) {
            return Optional.of(
                    "a kubelet is never newer than the API servers: it is " + kubelet + ", they are " + apiServer);
        }
        int lag = kubelet.isAtLeast(1, 25) ? LONG_KUBELET_LAG : KUBELET_LAG;
        int behind = apiServer.minor() - kubelet.minor();
        return behind <= lag
                ? Optional.empty()
                : Optional.of("a kubelet of " + kubelet.minorName() + " lags at most " + lag
                        + " minors behind the API servers: these are " + apiServer + ", " + behind + " ahead");
    }

    /** Whether this kubeadm may bring a control plane to {@code target}: its own minor, and no older than the target. */
    public static Optional<String> kubeadm(KubernetesVersion kubeadm, KubernetesVersion target) {
        boolean fits = kubeadm.minorName().equals(target.minorName()) && kubeadm.compareTo(target) >= 0;
        return fits
                ? Optional.empty()
                : Optional.of("kubeadm upgrades to releases of its own minor that are not newer than itself: it is "
                        + kubeadm + ", wanted is " + target);
    }

    private static String next(KubernetesVersion version) {
        return version.major() + "." + (version.minor() + 1);
    }
}
