package io.kubeferry.bundler.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.bundler.lock.Lock.LockedAddon;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.progress.Progress;
import io.kubeferry.bundler.spec.AddonChoice;
import io.kubeferry.bundler.spec.KubernetesChoice;
import io.kubeferry.bundler.spec.OwnManifest;
import io.kubeferry.bundler.spec.Sources;
import io.kubeferry.bundler.spec.Spec;
import io.kubeferry.bundler.spec.Spec.NetworkChoice;
import io.kubeferry.manifests.catalogue.Catalogue;
import io.kubeferry.manifests.catalogue.NetworkRelease;
import io.kubeferry.manifests.catalogue.ToolRelease;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverTest {
    private static final Catalogue CATALOGUE = Catalogue.bundled();
    private static final LockedInstaller INSTALLER = new LockedInstaller(Locks.digestOf("installer"), List.of());

    private final FakeUpstream upstream = new FakeUpstream();
    private final List<String> notes = new ArrayList<>();

    @TempDir
    Path folder;

    private final Progress listener = new Progress() {
        @Override
        public void note(String text) {
            notes.add(text);
        }
    };

    private Resolver resolver() {
        return new Resolver(upstream, upstream, 2, Pins.none(), listener);
    }

    private Request request(String kubernetes, AddonChoice... addons) {
        return request(kubernetes, "v0.28.9", addons);
    }

    private Request request(String kubernetes, String flannel, AddonChoice... addons) {
        return new Requests(CATALOGUE, false)
                .of(new Spec(
                        "edge",
                        "1",
                        List.of(Locks.AMD64),
                        new KubernetesChoice(KubernetesVersion.parse(kubernetes), Optional.empty(), Map.of()),
                        new NetworkChoice("flannel", Optional.of(flannel)),
                        Optional.empty(),
                        List.of(addons),
                        List.of(),
                        List.of(),
                        Sources.direct()));
    }

    private void serveNetwork(String image) {
        NetworkRelease flannel = CATALOGUE.network("flannel", "v0.28.9");
        upstream.file(flannel.manifest(), pod(image));
    }

    private static byte[] pod(String image) {
        return ("kind: Pod\nspec: {containers: [{name: a, image: \"" + image + "\"}]}\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private void serveImage(ImageReference image) {
        String empty = "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":2}"
                .formatted("application/config", upstream.blob("{}".getBytes(StandardCharsets.UTF_8)));
        upstream.manifest(
                image.toString(),
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[]}"
                        .formatted(MediaTypes.OCI_MANIFEST, empty));
    }

    private Lock resolve(Request request) {
        for (WantedFile file : request.files()) {
            upstream.file(file.url(), new byte[] {1});
            file.checksum()
                    .ifPresent(sum -> upstream.file(
                            sum.url(),
                            (Locks.digestOf("x").hex() + "  " + sum.fileName()).getBytes(StandardCharsets.US_ASCII)));
        }
        resolver().imagesOf(request).forEach(image -> serveImage(image.reference()));
        notes.clear();
        return resolver().resolve(request, () -> INSTALLER);
    }

    @Test
    void namesTheNearestKnownPatchWhereUpstreamHasNoSuchRelease() {
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");

        Failure failure = assertThrows(Failure.class, () -> resolver().resolve(request("v1.34.99"), () -> INSTALLER));

        List<Problem> kubelets = failure.problems().stream()
                .filter(each -> each.where().startsWith("kube"))
                .toList();
        assertFalse(kubelets.isEmpty());
        for (Problem each : kubelets) {
            assertTrue(each.what().contains("upstream has no such release, as it seems"), each.toString());
            assertTrue(each.next().startsWith("take v1.34.11 or v1.35.0, the nearest that are known"), each.toString());
        }
    }

    @Test
    void namesTheNewestKnownNetworkWhereUpstreamHasNoSuchRelease() {
        Request request = request("v1.36.3", "v0.28.99");

        Failure failure = assertThrows(Failure.class, () -> resolver().imagesOf(request));

        assertEquals("flannel v0.28.99", failure.problems().get(0).where());
        assertTrue(failure.problems().get(0).next().startsWith("take v0.28.9, the nearest that is known"));
    }

    @Test
    void carriesManifestsOfAddonsAndTheImagesThatTheyName() throws IOException {
        Path own = Files.write(folder.resolve("web.yaml"), pod("registry.example.com/shop/web:1"));
        URI url = URI.create("https://example.com/more.yaml");
        Digest digest = upstream.file(url, pod("registry.example.com/shop/more:1"));
        URI components = CATALOGUE.addon("metrics-server", "v0.9.0").manifests().get(0);
        upstream.file(components, pod("registry.k8s.io/metrics-server/metrics-server:v0.9.0"));
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");

        Lock lock = resolve(request(
                "v1.36.3",
                new AddonChoice.Catalogued("metrics-server", Optional.empty()),
                new AddonChoice.Own(
                        "shop",
                        List.of(
                                new OwnManifest(URI.create("file:web.yaml"), Optional.of(own), Optional.empty()),
                                new OwnManifest(url, Optional.empty(), Optional.of(digest))),
                        ImagePlaces.none())));

        assertEquals(
                List.of("metrics-server", "shop"),
                lock.addons().stream().map(LockedAddon::name).toList());
        assertEquals(
                List.of("registry.example.com/shop/web:1", "registry.example.com/shop/more:1"),
                lock.addons().get(1).images().stream().map(Object::toString).toList());
        assertEquals(
                List.of(
                        "metrics-server-manifest/components.yaml",
                        "shop-manifest/example.com/more.yaml",
                        "shop-manifest/web.yaml"),
                lock.files().stream()
                        .map(each -> each.name())
                        .filter(name -> name.contains("-manifest/"))
                        .toList());
        assertEquals(
                List.of("add-on shop: web.yaml"),
                lock.images().stream()
                        .filter(each -> each.reference().repository().equals("shop/web"))
                        .findFirst()
                        .orElseThrow()
                        .neededBy());
        assertEquals(lock, LockYaml.read("lock", LockYaml.write(lock)));
    }

    @Test
    void refusesAManifestThatIsNotWhatTheSpecSays() {
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");
        URI url = URI.create("https://example.com/more.yaml");
        Digest served = upstream.file(url, pod("registry.example.com/shop/more:1"));
        Request request = request(
                "v1.36.3",
                new AddonChoice.Own(
                        "shop",
                        List.of(new OwnManifest(url, Optional.empty(), Optional.of(Locks.digestOf("other")))),
                        ImagePlaces.none()));

        Failure failure = assertThrows(Failure.class, () -> resolver().imagesOf(request));

        assertEquals(ExitCode.SOURCE_UNAVAILABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains(served.toString()), failure.getMessage());
        assertTrue(failure.getMessage().contains(Locks.digestOf("other").toString()), failure.getMessage());
    }

    @Test
    void saysWhereAManifestNamesOtherImagesThanTheCatalogueKnows() {
        serveNetwork("mirror.example.com/flannel:evil");

        Lock lock = resolve(request("v1.36.3"));

        assertEquals(1, notes.size(), notes.toString());
        assertTrue(notes.get(0)
                .startsWith("note: the manifest of flannel v0.28.9 names [mirror.example.com/flannel:evil]"));
        assertEquals(
                "[mirror.example.com/flannel:evil]", lock.network().images().toString());
    }

    private void serveKubeadm(String version, String script) {
        ToolRelease kubeadm = CATALOGUE.tool("kubeadm", version, Locks.AMD64);
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        upstream.file(kubeadm.url(), bytes);
        upstream.file(
                kubeadm.checksum().orElseThrow().url(), Digest.of(bytes).hex().getBytes(StandardCharsets.US_ASCII));
    }

    private static final String ASKED_RIGHTLY =
            "#!/bin/sh\n[ \"$*\" = 'config images list --kubernetes-version v1.36.99' ] || exit 9\n";

    @Test
    void takesTheImagesOfAReleaseBeyondTheCatalogueFromItsOwnKubeadm() {
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");
        serveKubeadm("v1.36.99", ASKED_RIGHTLY + """
                for name in kube-apiserver kube-controller-manager kube-scheduler kube-proxy; do
                  echo registry.new.io/$name:v1.36.99
                done
                echo registry.new.io/coredns/coredns:v1.99.0
                echo registry.new.io/pause:3.99
                echo registry.new.io/etcd:3.6.99-0
                """);

        Request request = request("v1.36.99");
        List<Request.WantedImage> images = resolver().imagesOf(request);

        Request.WantedImage etcd = images.stream()
                .filter(each -> each.reference().repository().equals("etcd"))
                .findFirst()
                .orElseThrow();
        assertEquals("registry.new.io/etcd:3.6.99-0", etcd.reference().toString());
        assertEquals(
                List.of("Kubernetes v1.36.99: etcd", "image list of Kubernetes v1.36.99: from its own kubeadm"),
                etcd.neededBy());
        assertTrue(notes.stream().noneMatch(note -> note.contains("cannot be asked")), notes.toString());
    }

    @Test
    void keepsToTheMinorsRulesWhereKubeadmCannotBeAsked() {
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");
        serveKubeadm("v1.36.99", "#!/bin/sh\nexit 7\n");

        List<Request.WantedImage> images = resolver().imagesOf(request("v1.36.99"));

        assertTrue(images.stream()
                .anyMatch(each -> each.reference().toString().equals("registry.k8s.io/pause:3.10.2")
                        && each.neededBy().contains("image list of Kubernetes v1.36.99: derived from v1.36.3")));
        assertTrue(notes.get(0).contains("cannot be asked for its images here: it ended with 7"), notes.toString());
    }

    @Test
    void runsNoKubeadmWithOtherBytesThanItsChecksumSays() {
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");
        serveKubeadm("v1.36.99", "#!/bin/sh\nexit 7\n");
        ToolRelease kubeadm = CATALOGUE.tool("kubeadm", "v1.36.99", Locks.AMD64);
        upstream.file(kubeadm.url(), "#!/bin/sh\ntouch /tmp/run\n".getBytes(StandardCharsets.UTF_8));

        Failure failure = assertThrows(Failure.class, () -> resolver().imagesOf(request("v1.36.99")));

        assertEquals(ExitCode.SOURCE_UNAVAILABLE, failure.exitCode());
        assertTrue(failure.getMessage().contains("promised was"), failure.getMessage());
    }

    /** Where the lab has built one. */
    @Test
    void asksARealKubeadm() throws IOException {
        Path kubeadm = Path.of(System.getProperty("user.home"), ".cache/kubeferry/lab/kubernetes/v1.20.2/kubeadm");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isExecutable(kubeadm), "the lab has built no kubeadm here");
        serveNetwork("ghcr.io/flannel-io/flannel:v0.28.9");
        ToolRelease wanted = CATALOGUE.tool("kubeadm", "v1.20.99", Locks.AMD64);
        Digest digest = upstream.file(wanted.url(), Files.readAllBytes(kubeadm));
        upstream.file(wanted.checksum().orElseThrow().url(), digest.hex().getBytes(StandardCharsets.US_ASCII));

        List<Request.WantedImage> images = resolver().imagesOf(request("v1.20.99"));

        assertEquals(
                List.of(
                        "k8s.gcr.io/coredns:1.7.0",
                        "k8s.gcr.io/etcd:3.4.13-0",
                        "k8s.gcr.io/kube-apiserver:v1.20.99",
                        "k8s.gcr.io/kube-controller-manager:v1.20.99",
                        "k8s.gcr.io/kube-proxy:v1.20.99",
                        "k8s.gcr.io/kube-scheduler:v1.20.99",
                        "k8s.gcr.io/pause:3.2"),
                images.stream()
                        .filter(each ->
                                each.neededBy().contains("image list of Kubernetes v1.20.99: from its own kubeadm"))
                        .map(each -> each.reference().toString())
                        .toList());
    }
}
