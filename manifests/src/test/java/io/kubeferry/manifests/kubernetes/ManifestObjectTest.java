package io.kubeferry.manifests.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.SharedFacts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestObjectTest {
    @Test
    void listsObjectsOneByOne() {
        List<ManifestObject> objects = ManifestObject.of("m.yaml", """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                ---
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}}
                - {kind: Odd}
                """);
        assertEquals(
                List.of(
                        new ManifestObject("v1", "Namespace", "", "shop"),
                        new ManifestObject("apps/v1", "Deployment", "shop", "web"),
                        new ManifestObject("", "Odd", "", "")),
                objects);
        assertFalse(objects.get(0).isRolledOut());
        assertTrue(objects.get(1).isRolledOut());
    }

    @Test
    void knowsWhatCalicoRollsOut() throws IOException {
        assertEquals(
                List.of(
                        new ManifestObject("apps/v1", "DaemonSet", "kube-system", "calico-node"),
                        new ManifestObject("apps/v1", "Deployment", "kube-system", "calico-kube-controllers")),
                ManifestObject.of("calico.yaml", SharedFacts.read("cni/calico-v3.31.7.yaml")).stream()
                        .filter(ManifestObject::isRolledOut)
                        .toList());
    }
}
