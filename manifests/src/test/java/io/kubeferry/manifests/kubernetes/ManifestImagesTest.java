package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.SharedFacts;
import io.kubeferry.manifests.image.ImageReference;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestImagesTest {
    private static List<String> imagesOf(String manifest) {
        return ManifestImages.of("shop.yaml", manifest).stream()
                .map(ImageReference::toString)
                .toList();
    }

    @Test
    void findsAllContainersOfAPodInTheirOrder() {
        assertEquals(
                List.of(
                        "docker.io/library/debian:12",
                        "docker.io/library/nginx:1.29",
                        "quay.io/tools/debug:v1",
                        "ghcr.io/shop/model:v3"),
                imagesOf("""
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: shop, annotations: {image: "none"}}
                        spec:
                          initContainers:
                          - {name: prepare, image: "debian:12"}
                          containers:
                          - name: web
                            image: nginx:1.29
                          - name: again
                            image: docker.io/library/nginx:1.29
                          ephemeralContainers:
                          - {name: debug, image: quay.io/tools/debug:v1}
                          volumes:
                          - {name: model, image: {reference: ghcr.io/shop/model:v3, pullPolicy: IfNotPresent}}
                          - {name: config, configMap: {name: shop}}
                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Deployment",
                "StatefulSet",
                "DaemonSet",
                "ReplicaSet",
                "ReplicationController",
                "Job",
                "SomethingThatEmbedsAPodTemplate"
            })
    void findsTheImagesOfEveryKindWithAPodTemplate(String kind) {
        assertEquals(List.of("docker.io/library/nginx:1.29"), imagesOf("""
                        kind: %s
                        spec: {template: {spec: {containers: [{name: web, image: "nginx:1.29"}]}}}
                        """.formatted(kind)));
    }

    @Test
    void findsTheImagesOfCronJobsPodTemplatesListsAndSeveralDocuments() {
        assertEquals(
                List.of(
                        "docker.io/library/cron:1",
                        "docker.io/library/template:1",
                        "docker.io/library/one:1",
                        "docker.io/library/two:1"),
                imagesOf("""
                        ---
                        kind: CronJob
                        spec: {jobTemplate: {spec: {template: {spec: {containers: [{image: "cron:1"}]}}}}}
                        ---
                        # nothing but a comment
                        ---
                        kind: PodTemplate
                        template: {spec: {containers: [{image: "template:1"}]}}
                        ---
                        kind: List
                        items:
                        - kind: Pod
                          spec: {containers: [{image: "one:1"}]}
                        - kind: List
                          items: [{kind: Pod, spec: {containers: [{image: "two:1"}]}}]
                        """));
    }

    @Test
    void takesADigestAndNoMoreThanIsWritten() {
        String digest = "sha256:" + "ab".repeat(32);
        assertEquals(
                List.of("registry.k8s.io/pause:3.10@" + digest),
                imagesOf("spec: {containers: [{image: 'registry.k8s.io/pause:3.10@" + digest
                        + "'}, {name: none}, {image: }]}"));
    }

    @Test
    void doesNotTakeTheSchemasOfCustomResourcesForContainers() {
        assertEquals(List.of(), imagesOf("""
                        kind: CustomResourceDefinition
                        spec: {versions: [{schema: {properties: {containers: {default: 1}}}, containers: [{image: "no:1"}]}]}
                        ---
                        kind: ConfigMap
                        data: {config: "containers: [{image: no:2}]"}
                        """));
    }

    @Test
    void followsMergeKeysAsKubectlDoes() {
        assertEquals(List.of("docker.io/library/nginx:1.29", "docker.io/library/other:1"), imagesOf("""
                        x: &web {image: "nginx:1.29", tty: false}
                        spec:
                          containers:
                          - {<<: *web, name: one}
                          - {<<: *web, name: two, image: "other:1"}
                        """));
    }

    @Test
    void namesThePlaceOfWhatIsNoImage() {
        assertEquals(
                "shop.yaml:3:12: 'NGINX' is not an image: 'library/NGINX' is not a repository: lower-case letters, digits"
                        + " and separators only" + System.lineSeparator()
                        + "  -> correct the manifest, or take another one",
                Failures.invalid(() -> imagesOf("spec:\n  containers:\n  - image: NGINX\n")));
        String list = Failures.invalid(() -> imagesOf("spec:\n  containers:\n  - image: [a, b]\n"));
        assertTrue(list.startsWith("shop.yaml:3:12: an image is written as a text"), list);
        String syntax = Failures.invalid(() -> imagesOf("spec:\n  containers: [\n"));
        assertTrue(syntax.startsWith("shop.yaml:3:1: not YAML"), syntax);
        String template = Failures.invalid(() -> imagesOf("spec: {{ .Values.spec }}\n"));
        assertTrue(template.startsWith("shop.yaml:1:"), template);
    }

    @Test
    void isNotDelayedByExplodingOrCircularAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {containers: [{image: 'x:1'}]}\n");
        for (int i = 1; i <= 60; i++) {
            String below = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(below, below, below, below))));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertEquals(List.of("docker.io/library/x:1"), imagesOf(bomb.toString())));
        assertEquals(List.of(), imagesOf("a: &a {containers: [{<<: *a}], b: *a}\n"));
        String tooMany = "a: &a []\nb: [" + "*a, ".repeat(1001) + "]\n";
        assertTrue(Failures.invalid(() -> imagesOf(tooMany)).contains("aliases"));
    }

    @ParameterizedTest
    @CsvSource({
        "cni/calico-v3.24.6.yaml, 3, docker.io/calico/cni:v3.24.5",
        "cni/calico-v3.27.5.yaml, 3, docker.io/calico/cni:v3.27.5",
        "cni/calico-v3.31.7.yaml, 3, quay.io/calico/cni:v3.31.7",
        "cni/kube-flannel-v0.12.0.yml, 5, quay.io/coreos/flannel:v0.12.0-amd64",
        "cni/kube-flannel-v0.28.9.yml, 2, ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3",
        "cni/weave-daemonset-k8s-1.11-v2.8.1-template.yaml, 2, docker.io/weaveworks/weave-kube:latest",
        "addons/dashboard-v2.7.0-recommended.yaml, 2, docker.io/kubernetesui/dashboard:v2.7.0",
    })
    void readsRealManifests(String file, int count, String first) throws IOException {
        List<String> images = imagesOf(SharedFacts.read(file));
        assertEquals(count, images.size(), images.toString());
        assertEquals(first, images.get(0));
    }
}
