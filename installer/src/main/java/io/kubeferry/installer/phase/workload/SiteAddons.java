package io.kubeferry.installer.phase.workload;

import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.kubernetes.MetricsServerManifest;

/** The bundle's add-ons on this site. */
final class SiteAddons {
    private static final String METRICS_SERVER = "metrics-server";
    private static final String SERVING_CERTIFICATES = "serverTLSBootstrap";

    private SiteAddons() {}

    /**
     * A manifest as upstream wrote it. Only metrics-server is told not to check the certificates that the kubelets sign
     * for themselves; a site whose kubelets ask the cluster for theirs ({@code serverTLSBootstrap: true} in its kubelet
     * configuration) has it check them.
     */
    static String manifest(Addon addon, String manifest, Site site) {
        boolean signed =
                Boolean.TRUE.equals(site.customisation().kubeletConfiguration().get(SERVING_CERTIFICATES));
        boolean checked = !addon.name().equals(METRICS_SERVER) || signed;
        return checked ? manifest : MetricsServerManifest.withUncheckedKubelets(manifest);
    }
}
