package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Request.WantedAddon;
import io.kubeferry.bundler.lock.Request.WantedManifest;
import io.kubeferry.bundler.lock.Request.WantedNetwork;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockCheckTest {
    private final Lock lock = Locks.closed();
    private final List<WantedAddon> addons = List.of(addon("shop"));
    private final Request same = request(
            "1",
            Optional.empty(),
            lock.kubernetes(),
            lock.loadBalancer(),
            addons,
            List.of(
                    file("kubelet", "v1.36.3", Optional.of(Locks.AMD64), "https://dl.k8s.io/kubelet?a=%22b%22"),
                    file("tools/jq", "", Optional.empty(), "https://example.com/jq")),
            List.of());

    private Request request(
            String version,
            Optional<KubernetesVersion> upgradeFrom,
            List<KubernetesComponent> kubernetes,
            Optional<LoadBalancerComponent> loadBalancer,
            List<WantedAddon> wantedAddons,
            List<WantedFile> files,
            List<ImageReference> images) {
        return new Request(
                "edge",
                version,
                List.of(Locks.AMD64),
                upgradeFrom,
                kubernetes,
                Map.of(),
                new WantedNetwork("flannel", "v0.28.9", Locks.MANIFEST_URL, List.of(), Optional.empty()),
                loadBalancer,
                wantedAddons,
                lock.untested(),
                List.of(),
                files,
                images);
    }

    /** The lock's add-on, where its manifest still has that content. */
    private static WantedAddon addon(String content) {
        WantedManifest manifest = new WantedManifest(
                "shop/all.yaml",
                URI.create("file:shop/all.yaml"),
                Optional.empty(),
                Optional.of(Locks.digestOf(content)));
        return new WantedAddon("shop", "", List.of(manifest), Locks.SHOP_PLACES, List.of(), Optional.empty());
    }

    private static WantedFile file(String name, String version, Optional<Platform> platform, String url) {
        return new WantedFile(name, version, platform, URI.create(url), Optional.empty(), Optional.empty(), List.of());
    }

    private List<String> differences(Request request, LockedInstaller installer) {
        Failure failure =
                assertThrows(Failure.class, () -> LockCheck.requireSame("bundle.lock.yaml", lock, request, installer));
        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        return failure.problems().stream().map(each -> each.what()).toList();
    }

    @Test
    void saysEverythingThatTheSpecAsksForNow() {
        Request other = request(
                "2",
                Optional.empty(),
                List.of(new KubernetesComponent(
                        KubernetesVersion.parse("v1.36.4"),
                        "registry.k8s.io",
                        Map.of(),
                        Map.of("kubelet", "v1.36.4", "containerd", "2.3.4"))),
                Optional.empty(),
                addons,
                List.of(file("kubelet", "v1.36.4", Optional.of(Locks.AMD64), "https://dl.k8s.io/kubelet")),
                List.of(ImageReference.parse("docker.io/library/nginx:1.29")));

        List<String> found = differences(other, lock.installer());

        assertTrue(found.contains("the bundle's version: the lock has 1, asked for is 2"), found.toString());
        assertTrue(found.contains("Kubernetes: the lock has v1.36.3, asked for is v1.36.4"));
        assertTrue(found.contains("the spec asks for the file kubelet v1.36.4 for linux/amd64, the lock has none"));
        assertTrue(found.contains("the lock has the file tools/jq, the spec does not ask for it"));
        assertTrue(
                found.contains("the image docker.io/library/nginx:1.29 is needed by spec.images, the lock has none"));
        assertTrue(found.contains("the lock has the image registry.k8s.io/pause:3.10.2, the spec does not ask for it"));
        assertTrue(found.stream().anyMatch(each -> each.startsWith("the load balancer: ")));
    }

    @Test
    void saysWhereTheSpecLooksForImagesElsewhere() {
        WantedAddon shop = addon("shop");
        WantedAddon other = new WantedAddon(
                "shop",
                "",
                shop.manifests(),
                new ImagePlaces(Map.of(), List.of("--web=")),
                List.of(),
                Optional.empty());

        assertEquals(
                List.of(
                        "the places of images in the add-on shop: the lock has fields {Shop=[spec.image,"
                                + " spec.steps[].image]} and arguments [--helper=], asked for is fields {} and arguments [--web=]"),
                differences(
                        request(
                                same.version(),
                                same.upgradeFrom(),
                                same.kubernetes(),
                                same.loadBalancer(),
                                List.of(other),
                                same.files(),
                                same.ownImages()),
                        lock.installer()));
    }

    @Test
    void comparesTheReleasesOfAnUpgradeEachWithItsOwn() {
        KubernetesComponent target = lock.target();
        KubernetesComponent other = new KubernetesComponent(
                target.version(), "k8s.gcr.io", Map.of(), Map.of("kubelet", "v1.36.3", "containerd", "2.3.3"));
        KubernetesComponent before = new KubernetesComponent(
                KubernetesVersion.parse("v1.35.7"), "registry.k8s.io", Map.of(), Map.of("containerd", "2.2.7"));
        Request upgrade = request(
                same.version(),
                Optional.of(KubernetesVersion.parse("v1.34.9")),
                List.of(before, other),
                same.loadBalancer(),
                addons,
                same.files(),
                List.of(ImageReference.parse("registry.k8s.io/pause:3.10.2")));

        assertEquals(
                List.of(
                        "the release to upgrade from: the lock has none, asked for is v1.34.9",
                        "Kubernetes: the lock has v1.36.3, asked for is v1.35.7, v1.36.3",
                        "the image repository of v1.36.3: the lock has registry.k8s.io, asked for is k8s.gcr.io",
                        "with v1.36.3 the tool containerd: the lock has 2.3.4, asked for is 2.3.3",
                        "with v1.36.3 the image of pause: the lock has registry.k8s.io/pause:3.10.2, asked for is absent"),
                differences(upgrade, lock.installer()));
    }

    @Test
    void acceptsWhatIsTheSame() {
        LockCheck.requireSame("bundle.lock.yaml", lock, same, lock.installer());
    }

    @Test
    void saysThatAnOwnManifestChangedAndThatAddonsCameAndWent() {
        Request changed = request(
                "1",
                Optional.empty(),
                lock.kubernetes(),
                lock.loadBalancer(),
                List.of(addon("other")),
                same.files(),
                List.of());
        Request none = request(
                "1", Optional.empty(), lock.kubernetes(), lock.loadBalancer(), List.of(), same.files(), List.of());

        assertEquals(
                List.of("the digest of file:shop/all.yaml of the add-on shop: the lock has " + Locks.digestOf("shop")
                        + ", asked for is " + Locks.digestOf("other")),
                differences(changed, lock.installer()));
        assertTrue(differences(none, lock.installer()).contains("the add-ons: the lock has [shop], asked for is []"));
    }

    @Test
    void takesTheLocksImagesForAReleaseThatTheCatalogueDoesNotList() {
        KubernetesComponent target = lock.target();
        KubernetesComponent derived = new KubernetesComponent(
                target.version(),
                target.imageRepository(),
                Map.of("pause", ImageReference.parse("registry.k8s.io/pause:3.9")),
                target.tools());
        Request asked = request(
                        "1", Optional.empty(), List.of(derived), lock.loadBalancer(), addons, same.files(), List.of())
                .with(List.of(derived), Map.of(target.version(), "derived from v1.36.2"));

        LockCheck.requireSame("bundle.lock.yaml", lock, asked, lock.installer());
    }

    @Test
    void saysThatTheInstallerIsAnother() {
        LockedInstaller other =
                new LockedInstaller(Locks.digestOf("other"), lock.installer().runtimes());

        List<String> found = differences(same, other);

        assertTrue(found.stream().anyMatch(each -> each.startsWith("this bundler's installer: ")), found.toString());
    }
}
