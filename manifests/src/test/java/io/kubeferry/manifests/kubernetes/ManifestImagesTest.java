package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.image.ImageReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
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
    void refusesExplodingAndCircularAliasesAtOnce() {
        StringBuilder bomb = new StringBuilder("a0: &a0 {containers: [{image: 'x:1'}]}\n");
        for (int i = 1; i <= 60; i++) {
            String below = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(below, below, below, below))));
        }
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertTrue(Failures.invalid(() -> imagesOf(bomb.toString()))
                        .contains("with its aliases written out it has more than 1000000 keys and values")));
        assertTrue(Failures.invalid(() -> imagesOf("a: &a {containers: [{<<: *a}], b: *a}\n"))
                .contains("it holds an alias of itself"));
        String tooMany = "a: &a []\nb: [" + "*a, ".repeat(1001) + "]\n";
        assertTrue(Failures.invalid(() -> imagesOf(tooMany)).contains("aliases"));
    }

    private static List<String> imagesOf(String manifest, ImagePlaces places) {
        return ManifestImages.of("shop.yaml", manifest, places).stream()
                .map(ImageReference::toString)
                .toList();
    }

    @Test
    void findsImagesWhereTheCatalogueDeclaresThem() {
        ImagePlaces places = new ImagePlaces(
                Map.of(
                        "Prometheus",
                        List.of("spec.image", "spec.thanos.image"),
                        "Rollout",
                        List.of("spec.steps[].image")),
                List.of("--prometheus-config-reloader="));
        assertEquals(
                List.of(
                        "quay.io/operator/operator:v1",
                        "quay.io/operator/reloader:v1",
                        "quay.io/operator/reloader:v2",
                        "quay.io/prometheus/prometheus:v2",
                        "docker.io/library/one:1",
                        "docker.io/library/two:2"),
                imagesOf("""
                        kind: Deployment
                        spec:
                          template:
                            spec:
                              containers:
                              - image: quay.io/operator/operator:v1
                                args: [--log=info, --prometheus-config-reloader=quay.io/operator/reloader:v1, 8080]
                              - image: quay.io/operator/operator:v1
                                command: [operator, --prometheus-config-reloader, quay.io/operator/reloader:v2]
                        ---
                        kind: PrometheusList
                        items:
                        - {kind: Prometheus, spec: {image: "quay.io/prometheus/prometheus:v2", version: 2.0.0}}
                        ---
                        kind: Rollout
                        spec: {steps: [{image: "one:1"}, {pause: {}}, {image: "two:2"}]}
                        ---
                        kind: Alertmanager
                        spec: {image: not declared}
                        """, places));
        assertThrows(IllegalArgumentException.class, () -> new ImagePlaces(Map.of("A", List.of("spec..x")), List.of()));
        assertThrows(IllegalArgumentException.class, () -> new ImagePlaces(Map.of(), List.of(" ")));
        String list = Failures.invalid(() -> imagesOf("kind: Prometheus\nspec: {image: [a]}\n", places));
        assertTrue(list.startsWith("shop.yaml:2:15: an image is written as a text"), list);
    }

    @Test
    void takesEveryImageThatSomeReaderWouldTake() {
        assertEquals(
                List.of("docker.io/library/one:1", "docker.io/library/two:2"),
                imagesOf("spec: {containers: [{image: 'one:1', image: 'two:2'}]}"),
                "a key that is there twice");
        assertEquals(
                List.of("docker.io/library/own:1", "docker.io/library/merged:1"),
                imagesOf("x: &x {image: 'merged:1'}\nspec: {containers: [{image: 'own:1', <<: *x}]}"),
                "a key before a merge");
        assertEquals(
                List.of("docker.io/library/first:1"),
                imagesOf("x: &x {image: 'first:1'}\ny: &y {image: 'second:1'}\nspec: {containers: [{<<: [*x, *y]}]}"),
                "the first of several that are merged");
    }

    @Test
    void findsWhatStandsBehindAliases() {
        assertEquals(
                List.of("docker.io/library/a:1", "docker.io/library/b:1", "docker.io/library/c:1"),
                imagesOf("""
                        x-list: &list [{image: "a:1"}]
                        x-image: &image b:1
                        x-pod: &pod {containers: [{image: "c:1"}]}
                        spec:
                          initContainers: *list
                          containers: [{image: *image}]
                          other: {template: {spec: {<<: *pod, hostNetwork: true}}}
                        """).stream().sorted().toList());
    }

    @Test
    void leavesPatternsInCustomResourcesAlone() {
        assertEquals(List.of("docker.io/library/real:1"), imagesOf("""
                        kind: ClusterPolicy
                        spec: {rules: [{pattern: {spec: {containers: [{image: "*:latest"}, {image: {any: [a]}}]}}}]}
                        ---
                        kind: CloneSet
                        spec: {template: {spec: {containers: [{image: "real:1"}]}}}
                        """));
    }

    @Test
    void readsJsonAndAllWaysToSeparateDocuments() {
        assertEquals(
                List.of("docker.io/library/web:1"),
                imagesOf("\n{\n\t\"kind\": \"Pod\",\n\t\"spec\": {\"containers\": [{\"image\":\t\"web:1\"}]}\n}\n"));
        String pod = "kind: Pod\nspec: {containers: [{image: 'p%d:1'}]}\n";
        assertEquals(
                List.of("docker.io/library/p1:1", "docker.io/library/p2:1", "docker.io/library/p3:1"),
                imagesOf("%YAML 1.1\n---\n" + pod.formatted(1) + "...\n--- # comment\n" + pod.formatted(2)
                        + "---\n---\n" + pod.formatted(3) + "---\n"));
    }

    /** What upstreams, editors and operators' tools have been seen to write, each with exactly what a node would pull. */
    @ParameterizedTest
    @MethodSource("oddities")
    void findsExactlyWhatANodeWouldPull(String title, String manifest, List<String> images) {
        assertEquals(
                images,
                ManifestImages.of("odd.yaml", manifest).stream()
                        .map(Object::toString)
                        .toList(),
                title);
    }

    private static String pod(String image) {
        return "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n  - name: a\n    image: " + image
                + "\n";
    }

    private static Stream<Arguments> oddities() {
        String web = "docker.io/library/web:1";
        String digest = "@sha256:" + "a".repeat(64);
        String lists = "{\"kind\": \"List\", \"items\": [".repeat(40)
                + "{\"kind\": \"Pod\", \"spec\": {\"containers\": [{\"image\": \"web:1\"}]}}"
                + "]}".repeat(40);
        return Stream.of(
                odd(
                        "a byte order mark, and Windows' line ends",
                        "\uFEFF" + pod("web:1").replace("\n", "\r\n"),
                        web),
                odd(
                        "a mark before each document",
                        pod("web:1") + "---\n\uFEFF" + pod("web:2"),
                        web,
                        web.replace(":1", ":2")),
                odd("line ends of old", pod("web:1").replace("\n", "\r"), web),
                odd("a tab behind a key", pod("web:1").replace("image: ", "image:\t"), web),
                odd("a tab before a comment", pod("web:1\t# the web"), web),
                odd(
                        "comments where documents begin and end",
                        "--- # 1\n# no object\n---\n" + pod("web:1") + "...\n# 2\n--- # 3\n",
                        web),
                odd("a document behind its dashes", "--- {kind: Pod, spec: {containers: [{image: 'web:1'}]}}\n", web),
                odd("a directive", "%YAML 1.2\n---\n" + pod("web:1"), web),
                odd("a folded text", pod(">-\n      web:1"), web),
                odd("a text over two lines", pod("\"web\\\n      :1\""), web),
                odd(
                        "JSON with tabs",
                        "\uFEFF{\n\t\"kind\": \"Pod\",\n\t\"spec\": {\"containers\": [\n\t\t{\"image\": \"web:1\"}]}}",
                        web),
                odd(
                        "JSON between dashes",
                        "{\"kind\":\"Pod\",\"spec\":{\"containers\":[{\"image\":\"web:1\"}]}}\n---\n" + pod("web:1"),
                        web),
                odd("Lists forty deep", lists, web),
                odd(
                        "a list that does not name its items' kind",
                        "kind: PodList\nitems:\n- spec: {containers: [{image: 'web:1'}]}\n",
                        web),
                odd(
                        "definitions",
                        "kind: CustomResourceDefinitionList\nitems:\n- spec: {a: {containers: [{image: 'no:1'}]}}\n"),
                odd(
                        "a definition with defaults and examples in a List",
                        "kind: List\nitems:\n- kind: CustomResourceDefinition\n  spec: {properties: {image: {default: 'no:1'},"
                                + " example: {containers: [{image: 'no:2'}]}}}\n- kind: Pod\n  spec: {containers: [{image: 'web:1'}]}\n",
                        web),
                odd(
                        "texts that look like manifests",
                        "kind: ConfigMap\ndata:\n  image: no:1\n  pod.yaml: |\n    ---\n    kind: Pod\n    spec: {containers: [{image: 'no:2'}]}\n---\n"
                                + "kind: Secret\nstringData: {image: 'no:3'}\n---\n" + pod("web:1"),
                        web),
                odd(
                        "annotations and variables that name images",
                        "kind: Pod\nmetadata: {annotations: {image: 'no:1', last: '{\"containers\":[{\"image\":\"no:2\"}]}'}}\n"
                                + "spec: {containers: [{image: 'web:1', env: [{name: image, value: 'no:3'}]}]}\n",
                        web),
                odd(
                        "an anchor on a list",
                        "kind: Pod\nspec:\n  containers: &all [{image: 'web:1'}]\n  initContainers: *all\n",
                        web),
                odd("a port, no tag", pod("registry.corp:5000/a/b"), "registry.corp:5000/a/b:latest"),
                odd("a port and a digest", pod("registry:5000/b" + digest), "registry:5000/b" + digest),
                odd(
                        "a tag and a digest",
                        pod("registry.k8s.io/pause:3.9" + digest),
                        "registry.k8s.io/pause:3.9" + digest),
                odd("a host in capitals", pod("REGISTRY/web:1"), "REGISTRY/web:1"),
                odd("no image at all", pod("~")));
    }

    private static Arguments odd(String title, String manifest, String... images) {
        return Arguments.of(title, manifest, List.of(images));
    }
}
