package io.kubeferry.installer.phase;

import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.KubernetesComponent;

/**
 * What is wanted: this bundle's release on this site.
 *
 * @param archives what the bundle's archives hold
 * @param networkManifest the network's manifest as the bundle carries it
 */
public record Target(Site site, BundleManifest bundle, Archives archives, String networkManifest) {
    public KubernetesComponent kubernetes() {
        return bundle.target();
    }
}
