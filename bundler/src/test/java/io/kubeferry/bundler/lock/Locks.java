package io.kubeferry.bundler.lock;

import io.kubeferry.bundler.lock.Lock.LockedAddon;
import io.kubeferry.bundler.lock.Lock.LockedInstaller;
import io.kubeferry.bundler.lock.Lock.LockedNetwork;
import io.kubeferry.bundler.lock.Lock.LockedRuntime;
import io.kubeferry.bundler.lock.Lock.LockedText;
import io.kubeferry.bundler.lock.LockedImage.LockedManifest;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Small locks and parts of them. */
public final class Locks {
    public static final Platform AMD64 = Platform.parse("linux/amd64");
    public static final URI MANIFEST_URL = URI.create("https://example.com/flannel.yml");

    /** Where the manifests of the add-on name images besides in their pods. */
    public static final ImagePlaces SHOP_PLACES =
            new ImagePlaces(Map.of("Shop", List.of("spec.image", "spec.steps[].image")), List.of("--helper="));

    private Locks() {}

    public static Digest digestOf(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A lock with these files and images. */
    public static Lock with(LockedInstaller installer, List<CarriedFile> files, List<LockedImage> images) {
        return new Lock(
                "edge",
                "1",
                List.of(AMD64),
                Optional.empty(),
                List.of(new KubernetesComponent(
                        KubernetesVersion.parse("v1.36.3"),
                        "registry.k8s.io",
                        Map.of("pause", ImageReference.parse("registry.k8s.io/pause:3.10.2")),
                        Map.of("kubelet", "v1.36.3", "containerd", "2.3.4"))),
                new LockedNetwork(
                        "flannel",
                        "v0.28.9",
                        MANIFEST_URL,
                        digestOf("manifest"),
                        List.of(ImageReference.parse("ghcr.io/flannel:1"))),
                Optional.of(new LoadBalancerComponent(
                        "haproxy", Map.of("haproxy", ImageReference.parse("docker.io/library/haproxy:2.8")))),
                List.of(new LockedAddon(
                        "shop",
                        "",
                        List.of(new LockedText(URI.create("file:shop/all.yaml"), digestOf("shop"))),
                        List.of(ImageReference.parse("docker.io/library/nginx:1")),
                        SHOP_PLACES)),
                List.of("Flannel v0.28.9 with Kubernetes v1.36.3"),
                installer,
                files,
                images);
    }

    /** A lock that has one of everything. */
    public static Lock full() {
        return carrying("registry.k8s.io/pause:3.10.2");
    }

    /** The same with every image that it needs. */
    public static Lock closed() {
        return carrying(
                "docker.io/library/haproxy:2.8",
                "docker.io/library/nginx:1",
                "ghcr.io/flannel:1",
                "registry.k8s.io/pause:3.10.2");
    }

    private static Lock carrying(String... images) {
        LockedInstaller installer = new LockedInstaller(
                digestOf("installer"), List.of(new LockedRuntime(AMD64, "17.0.15", "2.34", digestOf("java"))));
        CarriedFile kubelet = new CarriedFile(
                "kubelet",
                "v1.36.3",
                Optional.of(AMD64),
                "https://dl.k8s.io/kubelet?a=%22b%22",
                digestOf("kubelet"),
                5_000_000_000L);
        CarriedFile jq = new CarriedFile("tools/jq", "", Optional.empty(), "https://example.com/jq", digestOf("jq"), 0);
        return with(
                installer,
                List.of(kubelet, jq),
                Stream.of(images).map(Locks::image).toList());
    }

    private static LockedImage image(String reference) {
        Descriptor index = new Descriptor(MediaTypes.OCI_INDEX, digestOf("index"), 10, Optional.empty());
        Descriptor manifest = new Descriptor(MediaTypes.OCI_MANIFEST, digestOf("child"), 20, Optional.of(AMD64));
        Descriptor config = new Descriptor("application/config", digestOf("config"), 30, Optional.empty());
        Descriptor layer = new Descriptor("application/layer+gzip", digestOf("layer"), 40, Optional.empty());
        return new LockedImage(
                ImageReference.parse(reference),
                List.of(
                        new LockedManifest(index, Optional.empty(), List.of()),
                        new LockedManifest(manifest, Optional.of(config), List.of(layer, layer))),
                List.of("Kubernetes v1.36.3: pause", "spec.images"));
    }
}
