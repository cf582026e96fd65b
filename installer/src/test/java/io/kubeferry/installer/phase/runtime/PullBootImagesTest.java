package io.kubeferry.installer.phase.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.plan.Action.Run;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import java.util.List;
import org.junit.jupiter.api.Test;

class PullBootImagesTest {
    @Test
    void asksContainerd2ForTheNodesOwnPlatformAlone() {
        assertEquals(
                List.of(
                        "ctr",
                        "--namespace",
                        "k8s.io",
                        "images",
                        "pull",
                        "--hosts-dir",
                        "/etc/containerd/certs.d",
                        "--skip-metadata"),
                firstPull(Samples.kubernetes136()));
    }

    @Test
    void leavesOutAnOptionThatContainerd1DoesNotKnow() {
        assertEquals(
                List.of("ctr", "--namespace", "k8s.io", "images", "pull", "--hosts-dir", "/etc/containerd/certs.d"),
                firstPull(Samples.kubernetes120()));
    }

    /** Without the image, the last argument. */
    private static List<String> firstPull(KubernetesComponent release) {
        Target target = Samples.target(Samples.site(), release);
        Run pull = (Run) new PullBootImages()
                .plan(target, Samples.bare(target.site()))
                .steps()
                .get(0)
                .actions()
                .get(0);
        return pull.argv().subList(0, pull.argv().size() - 1);
    }
}
