package io.kubeferry.installer.service;

import io.kubeferry.installer.site.Site;

/**
 * kube-vip on every control plane: whichever has the lease in the cluster announces the endpoint's address by ARP. It asks
 * the API server of its own machine, as {@code kubernetes}, a name of every API server's certificate.
 */
public final class KubeVip {
    public static final String MANIFEST = "/etc/kubernetes/manifests/kubeferry-kube-vip.yaml";
    /**
     * What the name has to lead to. The pod's own entry for it is lost in some patches of 1.28 to 1.30 (kube-vip issue
     * 692), so it is in the machine's {@code /etc/hosts} too, which pods in the machine's network are given.
     */
    public static final String LOCAL_NAME = "127.0.0.1 kubernetes";

    private KubeVip() {}

    /**
     * Its static pod. Its credentials are a file that has to be there already: mounted without that condition, containerd
     * would make a folder of that name, and kubeadm could not write the file any more.
     *
     * @param device the interface that has the node's address
     * @param credentials a kubeconfig of the machine
     */
    public static String manifest(Site site, String image, String device, String credentials) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: kubeferry-kube-vip
                  namespace: kube-system
                  labels:
                    app.kubernetes.io/name: kubeferry-kube-vip
                spec:
                  hostNetwork: true
                  priorityClassName: system-node-critical
                  hostAliases:
                  - ip: 127.0.0.1
                    hostnames: [kubernetes]
                  containers:
                  - name: kube-vip
                    image: "%s"
                    imagePullPolicy: IfNotPresent
                    args: [manager]
                    env:
                    - {name: address, value: "%s"}
                    - {name: port, value: "%d"}
                    - {name: vip_interface, value: "%s"}
                    - {name: vip_arp, value: "true"}
                    - {name: vip_subnet, value: "32"}
                    - {name: vip_cidr, value: "32"}
                    - {name: vip_ddns, value: "false"}
                    - {name: dns_mode, value: first}
                    - {name: cp_enable, value: "true"}
                    - {name: cp_namespace, value: kube-system}
                    - {name: svc_enable, value: "false"}
                    - {name: vip_leaderelection, value: "true"}
                    - {name: vip_leasename, value: plndr-cp-lock}
                    - {name: vip_leaseduration, value: "15"}
                    - {name: vip_renewdeadline, value: "10"}
                    - {name: vip_retryperiod, value: "2"}
                    - name: vip_nodename
                      valueFrom:
                        fieldRef:
                          fieldPath: spec.nodeName
                    securityContext:
                      allowPrivilegeEscalation: false
                      capabilities:
                        add: [NET_ADMIN, NET_RAW]
                        drop: [ALL]
                    volumeMounts:
                    - name: kubeconfig
                      mountPath: /etc/kubernetes/admin.conf
                      readOnly: true
                  volumes:
                  - name: kubeconfig
                    hostPath:
                      path: %s
                      type: File
                """.formatted(image, site.endpoint().address(), site.endpoint().port(), device, credentials);
    }
}
