package io.kubeferry.installer.site;

import java.util.List;

/** Where the cluster keeps its data. */
public sealed interface Etcd {
    /** A member on every control plane, which kubeadm sets up and keeps. */
    record Stacked() implements Etcd {}

    /** Members on machines of their own, the nodes with {@link Role#ETCD}, which the installer sets up. */
    record OwnNodes() implements Etcd {}

    /**
     * An etcd that somebody else keeps.
     *
     * @param endpoints its members, {@code https://host:port}
     * @param authority PEM of the certificate that its members' certificates are issued by
     * @param certificate PEM of the API servers' client certificate
     * @param key PEM of its private key
     */
    record Existing(List<String> endpoints, String authority, String certificate, Secret key) implements Etcd {
        public Existing {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** Whether losing a control plane loses a member. */
    default boolean isStacked() {
        return this instanceof Stacked;
    }
}
