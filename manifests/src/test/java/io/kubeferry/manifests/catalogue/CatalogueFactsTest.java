package io.kubeferry.manifests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.manifests.SharedFacts;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import io.kubeferry.manifests.kubernetes.ManifestImages;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Compares the catalogue with the collected facts, where these lie beside the project. */
class CatalogueFactsTest {
    private static final Catalogue CATALOGUE = Catalogue.bundled();

    @Test
    void hasEveryPatchWithItsImages() throws IOException {
        Map<String, Map<String, Map<String, String>>> facts = new Yaml().load(SharedFacts.read("kubeadm-images.yaml"));
        Set<KubernetesVersion> versions = new TreeSet<>();
        facts.get("images").forEach((version, fact) -> {
            versions.add(KubernetesVersion.parse(version));
            KubernetesRelease release = CATALOGUE.kubernetes(KubernetesVersion.parse(version));
            String registry = fact.get("registry");
            assertEquals(registry, release.imageRepository(), version);
            Set<String> expected = new HashSet<>();
            for (String name : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
                expected.add(registry + "/" + name + ":" + version);
            }
            expected.add(registry + "/etcd:" + fact.get("etcd"));
            expected.add(registry + "/pause:" + fact.get("pause"));
            expected.add(registry + "/" + fact.get("coredns"));
            Set<String> found = new HashSet<>();
            release.images().values().stream().map(ImageReference::toString).forEach(found::add);
            assertEquals(expected, found, version);
        });
        assertEquals(List.copyOf(versions), CATALOGUE.kubernetesVersions());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubeadm", "kubelet", "kubectl", "etcd", "cni-plugins", "containerd", "runc", "crictl"})
    void hasEveryUrlAndDigestOfATool(String tool) throws IOException {
        Map<String, Map<String, Object>> facts = new Yaml().load(SharedFacts.read("checksums.yaml"));
        String pattern = (String) facts.get(tool).get("url");
        @SuppressWarnings("unchecked")
        Map<String, Map<String, String>> versions =
                (Map<String, Map<String, String>>) facts.get(tool).get("versions");
        versions.forEach((version, digests) -> digests.forEach((arch, hex) -> {
            ToolRelease release = CATALOGUE.tool(tool, version, new Platform("linux", arch));
            assertEquals(Optional.of(new Digest(hex)), release.sha256(), tool + " " + version + " " + arch);
            assertEquals(
                    pattern.replace("{version}", version).replace("{arch}", arch),
                    release.url().toString());
        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0.12.0", "v0.15.1", "v0.20.2", "v0.24.4", "v0.28.9"})
    void namesTheImagesThatTheManifestOfFlannelHas(String version) throws IOException {
        String manifest = SharedFacts.read("cni/kube-flannel-" + version + ".yml");
        assertEquals(CATALOGUE.network("flannel", version).images(), ManifestImages.of("manifest", manifest));
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.24.6", "v3.27.5", "v3.31.7"})
    void namesTheImagesThatTheManifestOfCalicoHas(String version) throws IOException {
        String manifest = SharedFacts.read("cni/calico-" + version + ".yaml");
        assertEquals(
                Set.copyOf(CATALOGUE.network("calico", version).images()),
                Set.copyOf(ManifestImages.of("manifest", manifest)));
    }

    @Test
    void namesTheTwoImagesThatTheManifestOfCalicoHasFrom333On() throws IOException {
        String manifest =
                SharedFacts.read("cni/calico-release-v3.33-branch.yaml").replace("release-v3.33", "v3.33.0");
        assertEquals(
                Set.copyOf(CATALOGUE.network("calico", "v3.33.0").images()),
                Set.copyOf(ManifestImages.of("manifest", manifest)));
    }

    @Test
    void namesTheImagesThatTheManifestOfWeaveHas() throws IOException {
        // What upstream's release does to its template.
        String manifest = SharedFacts.read("cni/weave-daemonset-k8s-1.11-v2.8.1-template.yaml")
                .replace(":latest", ":2.8.1");
        assertEquals(CATALOGUE.network("weave", "v2.8.1").images(), ManifestImages.of("manifest", manifest));
    }

    @Test
    void namesTheImagesThatTheManifestOfTheDashboardHas() throws IOException {
        String manifest = SharedFacts.read("addons/dashboard-v2.7.0-recommended.yaml");
        assertEquals(CATALOGUE.addon("dashboard", "v2.7.0").images(), ManifestImages.of("manifest", manifest));
    }

    @Test
    void namesTheImagesOfEveryKubePrometheus() throws IOException {
        Map<String, List<String>> facts = new Yaml().load(SharedFacts.read("addons/kube-prometheus-images.yaml"));
        for (String version : CATALOGUE.addonVersions("kube-prometheus")) {
            assertEquals(
                    facts.get(version).stream()
                            .map(ImageReference::parse)
                            .sorted()
                            .toList(),
                    CATALOGUE.addon("kube-prometheus", version).images(),
                    version);
        }
    }
}
