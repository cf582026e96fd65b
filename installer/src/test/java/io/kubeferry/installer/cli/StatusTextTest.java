package io.kubeferry.installer.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.status.NodeStatus;
import io.kubeferry.installer.status.SiteStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    @Test
    void showsWhatIsNotWell() {
        NodeStatus first = new NodeStatus(
                "cp-1",
                "10.0.0.11",
                "control-plane",
                Optional.of("v1.36.3"),
                Optional.of(true),
                Map.of(
                        "containerd",
                        "active/enabled",
                        "kubelet",
                        "active/enabled",
                        "kubeferry-registry",
                        "active/enabled"),
                Map.of(
                        "/etc/kubernetes/pki/ca.crt", Instant.parse("2036-11-20T10:00:00Z"),
                        "/etc/kubernetes/pki/apiserver.crt", Instant.parse("2027-11-22T10:00:00Z")));
        NodeStatus second = new NodeStatus(
                "worker-1",
                "10.0.0.21",
                "worker",
                Optional.empty(),
                Optional.empty(),
                Map.of("containerd", "inactive/enabled"),
                Map.of());
        SiteStatus status = new SiteStatus(
                "depot-7",
                "10.0.0.10:6443",
                true,
                true,
                List.of(first, second),
                Map.of("kube-system/Deployment/coredns", true, "kube-flannel/DaemonSet/kube-flannel-ds", false));

        assertFalse(status.healthy());
        GoldenFile.check("cli/status.txt", StatusText.of(status));
    }
}
