package io.kubeferry.installer.site;

import java.util.List;

/**
 * Where a node keeps what grows.
 *
 * @param etcd the members' databases
 * @param kubelet pods' volumes; the kubelet's own configuration stays in {@code /var/lib/kubelet}, where kubeadm writes it
 * @param containerd images and containers
 */
public record DataFolders(String etcd, String kubelet, String containerd) {
    public static final DataFolders STANDARD =
            new DataFolders("/var/lib/etcd", "/var/lib/kubelet", "/var/lib/containerd");

    /** All of them. */
    public List<String> all() {
        return List.of(containerd, etcd, kubelet);
    }
}
