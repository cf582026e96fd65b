package io.kubeferry.installer.service;

/**
 * The static pod of a program that serves the endpoint on a control plane, in the machine's own network. Its configuration
 * lies in {@code /etc/kubeferry/PROGRAM}.
 *
 * @param command as a YAML list in one line
 * @param configDigest of the configuration: a change of it starts the pod again
 */
record EndpointPod(String program, String image, String command, String configDigest) {
    private static final String PROXY = "  terminationGracePeriodSeconds: 2\n";

    /**
     * Of a proxy: it is started again where it takes no connections on its port any more. It is given two seconds to end:
     * its image may ask it to wait for the last watch, and nobody listens meanwhile.
     */
    String ofProxy(int port) {
        return with(probe(port), PROXY);
    }

    private static String probe(int port) {
        return """
                    livenessProbe:
                      tcpSocket:
                        host: 127.0.0.1
                        port: %d
                      initialDelaySeconds: 10
                      timeoutSeconds: 5
                      failureThreshold: 6
                """.formatted(port);
    }

    /** Of a proxy whose image gives it another user than root, and which has a port that only root may take. */
    String ofProxyAsRoot(int port) {
        return with("""
                    securityContext:
                      runAsUser: 0
                """ + probe(port), PROXY);
    }

    /** Of a program that sets the machine's addresses. */
    String withNetworkRights() {
        return with("""
                    securityContext:
                      capabilities:
                        add: [NET_ADMIN, NET_BROADCAST, NET_RAW]
                """, "");
    }

    private String with(String container, String pod) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: kubeferry-%1$s
                  namespace: kube-system
                  labels:
                    app.kubernetes.io/name: kubeferry-%1$s
                  annotations:
                    kubeferry.io/config: "%2$s"
                spec:
                  hostNetwork: true
                  priorityClassName: system-node-critical
                %6$s  containers:
                  - name: %1$s
                    image: "%3$s"
                    imagePullPolicy: IfNotPresent
                    command: %4$s
                %5$s    volumeMounts:
                    - name: config
                      mountPath: /etc/kubeferry/%1$s
                      readOnly: true
                  volumes:
                  - name: config
                    hostPath:
                      path: /etc/kubeferry/%1$s
                      type: Directory
                """.formatted(program, configDigest, image, command, container, pod);
    }
}
