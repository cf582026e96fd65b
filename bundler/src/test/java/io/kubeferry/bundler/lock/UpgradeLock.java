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
import io.kubeferry.manifests.image.Descriptor;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A lock of an upgrade, with one of everything and layers that are shared; its parts' sizes are round. */
public final class UpgradeLock {
    private static final int MIB = 1 << 20;

    private final List<LockedImage> images = new ArrayList<>();
    private final List<CarriedFile> files = new ArrayList<>();

    private UpgradeLock() {}

    /** From v1.33.13 to each of these releases in turn. */
    public static Lock to(String version, String... releases) {
        return new UpgradeLock().lock(version, List.of(releases));
    }

    private Lock lock(String version, List<String> releases) {
        List<KubernetesComponent> components =
                releases.stream().map(this::release).toList();
        image("ghcr.io/flannel:1", "flannel", 40);
        image("docker.io/library/haproxy:2.8", "haproxy", 20);
        image("registry.k8s.io/metrics-server:v0.9.0", "metrics-server", 30);
        image("docker.io/library/nginx:1.29", "nginx " + version, 50);
        file("containerd", "2.3.4", 60);
        file("flannel-manifest", "v0.28.9", 1);
        file("tools/jq", "", 2);
        return new Lock(
                "edge",
                version,
                List.of(Locks.AMD64),
                Optional.of(KubernetesVersion.parse("v1.33.13")),
                components,
                new LockedNetwork(
                        "flannel",
                        "v0.28.9",
                        Locks.MANIFEST_URL,
                        Locks.digestOf("flannel-manifest v0.28.9"),
                        List.of(ImageReference.parse("ghcr.io/flannel:1"))),
                Optional.of(new LoadBalancerComponent(
                        "haproxy", Map.of("haproxy", ImageReference.parse("docker.io/library/haproxy:2.8")))),
                List.of(new LockedAddon(
                        "metrics-server",
                        "v0.9.0",
                        List.of(new LockedText(URI.create("https://example.com/m.yaml"), Locks.digestOf("m"))),
                        List.of(ImageReference.parse("registry.k8s.io/metrics-server:v0.9.0")))),
                List.of("metrics-server v0.9.0 with Kubernetes " + releases.get(0)),
                new LockedInstaller(
                        Locks.digestOf("installer"),
                        List.of(new LockedRuntime(Locks.AMD64, "17.0.15", "2.34", Locks.digestOf("java")))),
                files,
                images);
    }

    private KubernetesComponent release(String version) {
        KubernetesVersion parsed = KubernetesVersion.parse(version);
        String etcd = "registry.k8s.io/etcd:3.6." + parsed.minor() + "-0";
        String pause = "registry.k8s.io/pause:3.10." + (parsed.minor() - 34);
        image("registry.k8s.io/kube-apiserver:" + version, "kube-apiserver " + version, 100);
        image(etcd, "etcd " + version, 80);
        image(pause, "pause " + version, 1);
        file("kubelet", version, 70);
        return new KubernetesComponent(
                parsed,
                "registry.k8s.io",
                Map.of(
                        "kube-apiserver", ImageReference.parse("registry.k8s.io/kube-apiserver:" + version),
                        "etcd", ImageReference.parse(etcd),
                        "pause", ImageReference.parse(pause)),
                Map.of("kubelet", version, "containerd", "2.3.4"));
    }

    /** A manifest, a configuration, a layer that all images have, and one of its own. */
    private void image(String reference, String content, int mebibytes) {
        Descriptor manifest = descriptor(MediaTypes.OCI_MANIFEST, "manifest of " + content, 1024);
        Descriptor config = descriptor("application/vnd.oci.image.config.v1+json", "config of " + content, 1024);
        Descriptor base = descriptor("application/vnd.oci.image.layer.v1.tar+gzip", "base", 10 * MIB);
        Descriptor own = descriptor("application/vnd.oci.image.layer.v1.tar+gzip", content, mebibytes * MIB);
        images.add(new LockedImage(
                ImageReference.parse(reference),
                List.of(new LockedManifest(manifest, Optional.of(config), List.of(base, own))),
                List.of("a test")));
    }

    private static Descriptor descriptor(String type, String content, long size) {
        return new Descriptor(type, Locks.digestOf(content), size, Optional.empty());
    }

    private void file(String name, String version, int mebibytes) {
        files.add(new CarriedFile(
                name,
                version,
                version.startsWith("v1.") || name.equals("containerd") ? Optional.of(Locks.AMD64) : Optional.empty(),
                "https://example.com/" + name,
                Locks.digestOf(name + " " + version),
                mebibytes * MIB));
    }
}
