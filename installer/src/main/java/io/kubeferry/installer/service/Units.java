package io.kubeferry.installer.service;

import io.kubeferry.installer.registry.RegistryConfig;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;

/** The systemd units of what Kubeferry brings; upstream's packages have theirs, upstream's archives have none. */
public final class Units {
    public static final String FOLDER = "/etc/systemd/system/";
    public static final String CONTAINERD = FOLDER + "containerd.service";
    public static final String KUBELET = FOLDER + "kubelet.service";
    public static final String KUBELET_DROP_IN = FOLDER + "kubelet.service.d/10-kubeadm.conf";
    /** Has the kubelet run static pods alone, on a machine that belongs to no cluster. */
    public static final String KUBELET_ALONE = FOLDER + "kubelet.service.d/20-kubeferry-alone.conf";

    public static final String KUBELET_ALONE_CONFIG = "/etc/kubeferry/etcd/kubelet.yaml";
    /** The registry's program. */
    public static final String REGISTRY_PROGRAM = "/usr/local/bin/kubeferry-registry";

    public static final String REGISTRY = FOLDER + "kubeferry-registry.service";

    public static final String ROUTES = FOLDER + "kubeferry-routes.service";

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Units() {}

    /**
     * containerd. Containers outlive it ({@code KillMode=process}) and own their cgroups ({@code Delegate}). The limit of
     * open files is a number: some programs walk all of it, and "infinity" is a thousand million.
     */
    public static String containerd() {
        return """
                [Unit]
                Description=containerd, from a Kubeferry bundle
                After=network.target local-fs.target

                [Service]
                Type=notify
                Environment=PATH=%s
                ExecStart=/usr/local/bin/containerd
                Delegate=yes
                KillMode=process
                Restart=always
                RestartSec=5
                LimitNPROC=infinity
                LimitCORE=infinity
                LimitNOFILE=1048576
                TasksMax=infinity
                OOMScoreAdjust=-999

                [Install]
                WantedBy=multi-user.target
                """.formatted(PATH);
    }

    /**
     * The kubelet: started again for ever, as it has no configuration until kubeadm writes one. It complains every second
     * where the folder of the static pods is not there, as on workers.
     */
    public static String kubelet() {
        return """
                [Unit]
                Description=kubelet, from a Kubeferry bundle
                Wants=network-online.target containerd.service
                After=network-online.target containerd.service
                StartLimitIntervalSec=0

                [Service]
                Environment=PATH=%s
                ExecStartPre=/bin/mkdir -p /etc/kubernetes/manifests
                ExecStart=/usr/local/bin/kubelet
                Restart=always
                RestartSec=5

                [Install]
                WantedBy=multi-user.target
                """.formatted(PATH);
    }

    /** What kubeadm expects of the kubelet's unit: the files that it writes are read. */
    public static String kubeletDropIn() {
        return """
                [Service]
                Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
                Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
                EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
                EnvironmentFile=-/etc/default/kubelet
                EnvironmentFile=-/etc/sysconfig/kubelet
                ExecStart=
                ExecStart=/usr/local/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
                """;
    }

    /**
     * A kubelet that belongs to no cluster. The runtime's socket is in its configuration since 1.27; that there is another
     * runtime than dockershim had to be said until 1.23.
     */
    public static String kubeletAlone(KubernetesVersion version, String address) {
        String socket =
                version.isAtLeast(1, 27) ? "" : " --container-runtime-endpoint=unix:///run/containerd/containerd.sock";
        String remote = version.isAtLeast(1, 24) ? "" : " --container-runtime=remote";
        return """
                [Service]
                ExecStart=
                ExecStart=/usr/local/bin/kubelet --config=%s --node-ip=%s%s%s
                """.formatted(KUBELET_ALONE_CONFIG, address, remote, socket);
    }

    /** The site's registry; its address may come up late, so it is started again. */
    public static String registry() {
        return """
                [Unit]
                Description=The site's image registry, from a Kubeferry bundle
                Wants=network-online.target
                After=network-online.target
                StartLimitIntervalSec=0

                [Service]
                Environment=OTEL_TRACES_EXPORTER=none
                ExecStart=%s serve %s
                Restart=always
                RestartSec=2
                NoNewPrivileges=yes
                LimitNOFILE=65536

                [Install]
                WantedBy=multi-user.target
                """.formatted(REGISTRY_PROGRAM, RegistryConfig.FILE);
    }

    /**
     * A route to the cluster's services, for a machine without a default route: the kernel looks for a route before
     * kube-proxy's rules give a service's address another destination. Through {@code lo} nothing gets out by it. The
     * address that it names may come up late.
     */
    public static String routes(String serviceSubnet, String address) {
        return """
                [Unit]
                Description=Route to the cluster's services, from a Kubeferry bundle
                Wants=network-online.target
                After=network-online.target
                Before=containerd.service kubelet.service

                [Service]
                Type=oneshot
                RemainAfterExit=yes
                TimeoutStartSec=120
                ExecStart=/bin/sh -c 'until ip route replace %1$s dev lo src %2$s; do sleep 1; done'
                ExecStop=-/bin/sh -c 'ip route delete %1$s dev lo'

                [Install]
                WantedBy=multi-user.target
                """.formatted(serviceSubnet, address);
    }
}
