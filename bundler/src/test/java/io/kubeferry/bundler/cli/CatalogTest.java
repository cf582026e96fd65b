package io.kubeferry.bundler.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kubeferry.bundler.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden texts are what an operator sees. */
class CatalogTest {
    @TempDir
    Path folder;

    private BundlerRun run(Object... arguments) {
        return BundlerRun.of(folder, Map.of(), arguments);
    }

    private String out(Object... arguments) {
        BundlerRun run = run(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run.out();
    }

    @Test
    void listsEverything() throws IOException {
        Golden.assertSame(CatalogTest.class, "catalog.txt", out("catalog"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kubernetes v1.36.3",
                "kubernetes v1.37.1",
                "calico v3.31.7",
                "calico",
                "metrics-server",
                "metrics-server v0.9.0",
                "coredns",
                "nginx",
                "runc v1.4.3"
            })
    void explainsOneThing(String what) throws IOException {
        String[] arguments = ("catalog " + what).split(" ");
        Golden.assertSame(CatalogTest.class, "catalog-" + what.replace(' ', '-') + ".txt", out((Object[]) arguments));
    }

    @Test
    void saysTheSameAsJson() throws IOException {
        JsonNode all = new ObjectMapper().readTree(out("catalog", "--output", "json"));
        JsonNode calico = new ObjectMapper().readTree(out("catalog", "calico", "v3.32.2", "--output", "json"));

        assertEquals(18, all.path("kubernetes").size());
        assertEquals("1.20", all.path("kubernetes").path(0).path("minor").asText());
        assertEquals("quay.io/calico/cni:v3.32.2", calico.path("images").path(0).asText());
        assertTrue(calico.path("known").asText().startsWith("later than v3.32.1"), calico.toString());
    }

    @Test
    void honoursACatalogueFolderGivenOrNamedByASpec() throws IOException {
        Path own = Files.createDirectory(folder.resolve("own"));
        Files.writeString(own.resolve("kubernetes.yaml"), """
                apiVersion: kubeferry.io/v1alpha1
                kind: KubernetesReleases
                releases:
                  v1.36.9: {imageRepository: harbor.corp/k8s, etcd: 3.6.9-0, pause: 3.10.2, coredns: "coredns:v1.14.2"}
                """);
        Path spec = Files.writeString(folder.resolve("bundle.yaml"), """
                apiVersion: kubeferry.io/v1alpha1
                kind: Bundle
                metadata: {name: edge, version: "1"}
                spec:
                  platforms: [linux/amd64]
                  kubernetes: {version: v1.36.9}
                  network: {flannel: {}}
                sources: {catalog: own}
                """);

        assertTrue(out("catalog", "--catalog", own).contains("1.36  v1.36.9 "));
        assertTrue(out("catalog", "kubernetes", "v1.36.9", "--spec", spec).contains("harbor.corp/k8s/etcd:3.6.9-0"));
    }

    @Test
    void namesWhatIsKnownWhereSomethingIsNot() {
        BundlerRun name = run("catalog", "cilium");
        BundlerRun version = run("catalog", "calico", "v3.17.6");

        assertEquals(10, name.exitCode());
        assertTrue(name.err().contains("known are kubernetes, flannel, calico, weave, dashboard"), name.err());
        assertEquals(10, version.exitCode());
        assertTrue(version.err().contains("the nearest known is v3.18.6"), version.err());
    }
}
