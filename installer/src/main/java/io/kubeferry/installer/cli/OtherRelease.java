package io.kubeferry.installer.cli;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problems;
import java.util.Map;
import java.util.TreeMap;

/** Installing is not upgrading: a cluster of another release is left alone. */
final class OtherRelease {
    private OtherRelease() {}

    static void refuse(Target target, Facts facts) {
        String wanted = target.kubernetes().version().toString();
        Problems problems = new Problems();
        Map<String, String> versions = new TreeMap<>(facts.cluster().nodeVersions());
        versions.forEach((node, version) -> {
            if (!version.equals(wanted)) {
                problems.add(
                        node,
                        "runs Kubernetes " + version + ", the bundle brings " + wanted + "; nothing was changed",
                        "give the bundle that this cluster was installed from: 'install' completes a cluster and never"
                                + " moves it to another release");
            }
        });
        problems.throwIfAny(ExitCode.PREFLIGHT_FAILED);
    }
}
