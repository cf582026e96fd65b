package io.kubeferry.installer.kubeadm;

import io.kubeferry.installer.site.Etcd;
import io.kubeferry.installer.site.Site;
import java.util.List;

/**
 * What the API servers of a cluster with an external etcd identify themselves with. Not in kubeadm's own folder: a
 * {@code kubeadm reset} empties that one.
 */
public final class EtcdClient {
    public static final String AUTHORITY = "/etc/kubeferry/etcd/ca.crt";
    public static final String CERTIFICATE = "/etc/kubeferry/etcd/client.crt";
    public static final String KEY = "/etc/kubeferry/etcd/client.key";

    private EtcdClient() {}

    /** Where the API servers reach an etcd outside of the control planes, {@code https://host:port}. */
    public static List<String> endpoints(Site site) {
        return site.etcd() instanceof Etcd.Existing existing
                ? existing.endpoints()
                : site.etcdNodes().stream()
                        .map(node -> "https://" + node.address() + ":2379")
                        .toList();
    }
}
