package io.kubeferry.manifests.catalogue;

import io.kubeferry.manifests.document.MappingShape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.util.List;
import java.util.Optional;

/**
 * What {@code flannel.yaml}, {@code calico.yaml} or {@code weave.yaml} says.
 *
 * @param podNetwork where the manifests say which addresses pods get; an overlay may leave it out
 */
record NetworkTable(String provider, Optional<String> podNetwork, ReleaseTable table) {
    /** The providers, in the order in which a person reads of them. */
    static final List<String> PROVIDERS = List.of("flannel", "calico", "weave");

    static String fileName(String provider) {
        return provider + ".yaml";
    }

    static CatalogueFile<NetworkTable> file(String provider) {
        return new CatalogueFile<>(
                fileName(provider),
                shape(provider),
                root -> from(provider, root),
                new NetworkTable(provider, Optional.empty(), ReleaseTable.empty()));
    }

    private static MappingShape shape(String provider) {
        MappingShape head =
                CatalogueFile.beginning(title(provider) + "Releases").optional("podNetwork", Shapes.text());
        return ReleaseTable.in(head, ReleaseEntry.shape().required("networkPolicy", Shapes.bool()));
    }

    private static NetworkTable from(String provider, YamlValue root) {
        return new NetworkTable(provider, root.find("podNetwork").map(YamlValue::text), ReleaseTable.from(root));
    }

    private static String title(String provider) {
        return Character.toUpperCase(provider.charAt(0)) + provider.substring(1);
    }

    NetworkTable overlaidBy(NetworkTable own) {
        return new NetworkTable(provider, own.podNetwork.or(() -> podNetwork), table.overlaidBy(own.table));
    }

    void checkComplete(Problems problems) {
        table.checkComplete(problems);
    }

    String defaultFor(KubernetesVersion kubernetes) {
        return table.defaultFor(kubernetes);
    }

    NetworkRelease release(String version) {
        ReleaseTable.Found found = table.release(version, title(provider), fileName(provider));
        return new NetworkRelease(
                provider,
                found.version(),
                found.entry().manifestsOf(found.version()).get(0),
                found.entry().kubernetes(),
                found.entry().networkPolicy().orElseThrow(),
                podNetwork.orElseThrow(),
                found.entry().imagesOf(found.version()),
                found.newestKnown(),
                found.entry().note());
    }
}
