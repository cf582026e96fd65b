package io.kubeferry.installer.desired;

import io.kubeferry.installer.site.Site;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import java.util.List;

/**
 * What is wanted: this bundle's release on this site.
 *
 * @param archives what the bundle's archives hold
 * @param networkManifest the network's manifest as the bundle carries it
 * @param addons in the order in which they are applied
 */
public record Target(Site site, BundleManifest bundle, Archives archives, String networkManifest, List<Addon> addons) {
    public Target {
        addons = List.copyOf(addons);
    }

    /** Without add-ons. */
    public Target(Site site, BundleManifest bundle, Archives archives, String networkManifest) {
        this(site, bundle, archives, networkManifest, List.of());
    }

    public KubernetesComponent kubernetes() {
        return bundle.target();
    }
}
