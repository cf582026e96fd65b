package io.kubeferry.installer.kubeadm;

/**
 * What the API servers of a cluster with an external etcd identify themselves with. Not in kubeadm's own folder: a
 * {@code kubeadm reset} empties that one.
 */
public final class EtcdClient {
    public static final String AUTHORITY = "/etc/kubeferry/etcd/ca.crt";
    public static final String CERTIFICATE = "/etc/kubeferry/etcd/client.crt";
    public static final String KEY = "/etc/kubeferry/etcd/client.key";

    private EtcdClient() {}
}
