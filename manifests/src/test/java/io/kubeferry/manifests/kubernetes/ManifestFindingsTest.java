package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.manifests.SharedFacts;
import io.kubeferry.manifests.failure.Problem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestFindingsTest {
    private static List<String> of(String manifest) {
        return ManifestFindings.of("m.yaml", manifest, ImagePlaces.none()).stream()
                .map(finding -> finding.where() + " " + finding.what())
                .toList();
    }

    @Test
    void tellsTagsThatMoveAndPullsAtEachStart() {
        assertEquals(
                List.of(
                        "m.yaml:4:12 docker.io/library/a:latest is another image tomorrow, and is pulled at each start of"
                                + " its container",
                        "m.yaml:6:12 docker.io/library/b:latest is another image tomorrow, and is pulled at each start of"
                                + " its container",
                        "m.yaml:8:22 docker.io/library/c:1 is pulled at each start of its container (imagePullPolicy:"
                                + " Always)"),
                of("""
                        kind: Pod
                        spec:
                          containers:
                          - image: a
                            imagePullPolicy: Always
                          - image: b:latest
                          - image: c:1
                            imagePullPolicy: Always
                          - image: d:1
                            imagePullPolicy: IfNotPresent
                          - image: e@sha256:%s
                        """.formatted("ab".repeat(32))));
    }

    @Test
    void tellsWhatIsNoImageInACustomResource() {
        assertEquals(
                List.of("m.yaml:2:30 '*:1' is not an image: 'library/*' is not a repository: lower-case letters, digits"
                        + " and separators only"),
                of("kind: ClusterPolicy\nspec: {containers: [{image: \"*:1\"}]}\n".replace("spec", "match")));
    }

    @Test
    void knowsTheRealOnes() throws IOException {
        assertEquals(
                List.of("dashboard.yaml:194:28"),
                ManifestFindings.of(
                                "dashboard.yaml",
                                SharedFacts.read("addons/dashboard-v2.7.0-recommended.yaml"),
                                ImagePlaces.none())
                        .stream()
                        .map(Problem::where)
                        .toList());
    }
}
