package io.kubeferry.manifests.kubernetes;

import java.util.Locale;

/** The versions of kubeadm's configuration API ({@code kubeadm.k8s.io}) that are written. */
public enum KubeadmApi {
    V1BETA2,
    V1BETA3,
    V1BETA4;

    /** The newest one that kubeadm of this release reads, from 1.15 on (release notes of 1.22 and 1.31). */
    public static KubeadmApi of(KubernetesVersion version) {
        if (version.isAtLeast(1, 31)) {
            return V1BETA4;
        }
        return version.isAtLeast(1, 22) ? V1BETA3 : V1BETA2;
    }

    /** Parses {@code v1beta4}. */
    public static KubeadmApi parse(String text) {
        for (KubeadmApi api : values()) {
            if (api.toString().equals(text)) {
                return api;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is not one of v1beta2, v1beta3, v1beta4");
    }

    /** The {@code apiVersion} of a configuration: {@code kubeadm.k8s.io/v1beta4}. */
    public String apiVersion() {
        return "kubeadm.k8s.io/" + this;
    }

    /** {@code v1beta4}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
