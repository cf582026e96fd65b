package io.kubeferry.manifests.closure;

import io.kubeferry.manifests.bundle.AddonComponent;
import io.kubeferry.manifests.bundle.BundleLayout;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.BundleManifestJson;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.CarriedRuntime;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.bundle.NetworkComponent;
import io.kubeferry.manifests.bundle.SampleBundle;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.ImagePlaces;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bundle that lacks nothing: an upgrade of two hops for two platforms, with a network, an add-on and a load balancer. A
 * test takes something out, and the bundle is signed as it then is.
 */
final class CompleteBundle {
    static final List<Platform> PLATFORMS = List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm64"));
    static final List<String> HOPS = List.of("v1.35.7", "v1.36.3");
    static final String FLANNEL = "ghcr.io/flannel-io/flannel:v0.28.9";
    static final String METRICS = "registry.k8s.io/metrics-server/metrics-server:v0.9.0";

    final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    final Map<String, byte[]> programs = new LinkedHashMap<>();
    final List<CarriedImage> images = new ArrayList<>();
    final List<CarriedFile> files = new ArrayList<>();
    final List<KubernetesComponent> releases = new ArrayList<>();
    final List<CarriedRuntime> runtimes = new ArrayList<>();
    LoadBalancerComponent balancer = new LoadBalancerComponent(
            "haproxy",
            Map.of(
                    "haproxy", ImageReference.parse("docker.io/library/haproxy:2.8"),
                    "keepalived", ImageReference.parse("docker.io/osixia/keepalived:2.0.20")));
    NetworkComponent network;
    AddonComponent addon;

    CompleteBundle() {
        HOPS.forEach(this::release);
        balancer.images().values().forEach(image -> image(image.toString(), "load balancer"));
        network = network(daemonSet(FLANNEL));
        image(FLANNEL, ImageNeeds.network("flannel", "v0.28.9"));
        Digest manifest = blob(SampleBundle.utf8(daemonSet(METRICS)));
        addon = new AddonComponent(
                "metrics-server",
                "v0.9.0",
                List.of(manifest),
                List.of(ImageReference.parse(METRICS)),
                new ImagePlaces(Map.of("Shop", List.of("spec.image")), List.of("--helper=")));
        image(METRICS, "add-on metrics-server v0.9.0");
        programs.put("installer/bin/installer", SampleBundle.utf8("#!/bin/sh\n"));
        for (Platform platform : PLATFORMS) {
            programs.put("installer/runtime/linux-" + platform.architecture() + "/bin/java", new byte[] {1});
            runtimes.add(new CarriedRuntime(platform, "17.0.15", "2.34"));
        }
    }

    private void release(String version) {
        Map<String, ImageReference> kubeadm = new TreeMap<>();
        for (String part : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
            kubeadm.put(part, ImageReference.parse("registry.k8s.io/" + part + ":" + version));
        }
        kubeadm.put("etcd", ImageReference.parse("registry.k8s.io/etcd:3.6." + version.charAt(4)));
        kubeadm.put("pause", ImageReference.parse("registry.k8s.io/pause:3.10." + version.charAt(4)));
        kubeadm.put("coredns", ImageReference.parse("registry.k8s.io/coredns/coredns:v1.14"));
        kubeadm.values().stream()
                .filter(image ->
                        images.stream().noneMatch(known -> known.reference().equals(image)))
                .forEach(image -> image(image.toString(), "Kubernetes " + version));
        Map<String, String> tools = new TreeMap<>(Map.of(
                "kubeadm", version, "kubelet", version, "kubectl", version, "containerd", "2.3.4", "runc", "v1.4.3"));
        tools.putAll(Map.of("cni-plugins", "v1.9.1", "crictl", "v1.36.0", "registry", "2.8.3"));
        tools.forEach(this::tool);
        releases.add(new KubernetesComponent(KubernetesVersion.parse(version), "registry.k8s.io", kubeadm, tools));
    }

    private void tool(String name, String version) {
        for (Platform platform : PLATFORMS) {
            byte[] content = SampleBundle.utf8(name + version + platform);
            CarriedFile file = new CarriedFile(
                    name, version, Optional.of(platform), "https://upstream/" + name, blob(content), content.length);
            if (!files.contains(file)) {
                files.add(file);
            }
        }
    }

    static String daemonSet(String... names) {
        StringBuilder containers = new StringBuilder();
        for (String name : names) {
            containers.append("      - {name: a, image: \"").append(name).append("\"}\n");
        }
        return "apiVersion: apps/v1\nkind: DaemonSet\nspec:\n  template:\n    spec:\n      containers:\n" + containers;
    }

    NetworkComponent network(String manifest) {
        return new NetworkComponent(
                "flannel", "v0.28.9", blob(SampleBundle.utf8(manifest)), List.of(ImageReference.parse(FLANNEL)));
    }

    Digest blob(byte[] content) {
        Digest digest = Digest.of(content);
        blobs.put(digest, content);
        return digest;
    }

    /** An image behind an index for both platforms, each with two layers, one of them in all images. */
    void image(String reference, String neededBy) {
        List<Digest> manifests = new ArrayList<>();
        List<Digest> contents = new ArrayList<>();
        List<String> children = new ArrayList<>();
        for (Platform platform : PLATFORMS) {
            byte[] manifest = manifest(reference, platform, contents, "application/vnd.oci.image.layer.v1.tar+gzip");
            manifests.add(blob(manifest));
            children.add("{\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"size\":" + manifest.length
                    + ",\"digest\":\"" + Digest.of(manifest) + "\",\"platform\":{\"os\":\"linux\",\"architecture\":\""
                    + platform.architecture() + "\"}}");
        }
        byte[] index = SampleBundle.utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_INDEX
                + "\",\"manifests\":[" + String.join(",", children) + "]}");
        manifests.add(0, blob(index));
        images.add(new CarriedImage(
                ImageReference.parse(reference),
                Digest.of(index),
                MediaTypes.OCI_INDEX,
                index.length,
                manifests,
                contents.stream().distinct().toList(),
                List.of(neededBy)));
    }

    /** An image for one platform, without an index. */
    void single(String reference, Platform platform, String layerType) {
        List<Digest> contents = new ArrayList<>();
        byte[] manifest = manifest(reference, platform, contents, layerType);
        images.add(new CarriedImage(
                ImageReference.parse(reference),
                blob(manifest),
                MediaTypes.OCI_MANIFEST,
                manifest.length,
                List.of(Digest.of(manifest)),
                contents,
                List.of("spec.images")));
    }

    private byte[] manifest(String reference, Platform platform, List<Digest> contents, String layerType) {
        byte[] config = SampleBundle.utf8(
                "{\"os\":\"linux\",\"architecture\":\"" + platform.architecture() + "\",\"of\":\"" + reference + "\"}");
        byte[] own = SampleBundle.utf8("layer of " + reference + " for " + platform);
        byte[] shared = SampleBundle.utf8("layer of all for " + platform);
        List<Digest> all = List.of(blob(config), blob(own), blob(shared));
        contents.addAll(all);
        return SampleBundle.utf8("{\"schemaVersion\":2,\"mediaType\":\"" + MediaTypes.OCI_MANIFEST + "\",\"config\":"
                + descriptor("application/vnd.oci.image.config.v1+json", all.get(0)) + ",\"layers\":["
                + descriptor(layerType, all.get(1)) + "," + descriptor(layerType, all.get(2)) + "]}");
    }

    private String descriptor(String type, Digest digest) {
        return "{\"mediaType\":\"" + type + "\",\"size\":" + blobs.get(digest).length + ",\"digest\":\"" + digest
                + "\"}";
    }

    CarriedImage carried(String reference) {
        return images.stream()
                .filter(image -> image.reference().toString().equals(reference))
                .findFirst()
                .orElseThrow();
    }

    void drop(String reference) {
        images.remove(carried(reference));
    }

    void replace(String reference, List<Digest> manifests, List<Digest> contents) {
        CarriedImage image = carried(reference);
        images.set(
                images.indexOf(image),
                new CarriedImage(
                        image.reference(),
                        image.digest(),
                        image.mediaType(),
                        image.size(),
                        manifests,
                        contents,
                        image.neededBy()));
    }

    /** Signs the bundle, reads it back as a site does, and proves it from its own bytes. */
    Closure prove(Path folder) throws IOException {
        Path file = Files.write(folder.resolve("bundle.tar"), signed());
        try (SignedBundle bundle = SignedBundle.open(file, SampleBundle.key(SampleBundle.SIGNER))) {
            VerifiedBundle verified = bundle.verify(bytes -> {});
            return ClosureProof.of(verified.manifest(), new BlobContents(verified::open));
        }
    }

    private byte[] signed() {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        contents.put(BundleLayout.README, SampleBundle.utf8("How to check this bundle.\n"));
        contents.putAll(programs);
        blobs.forEach((digest, content) -> contents.put(digest.layoutPath(), content));
        BundleManifest manifest = new BundleManifest(
                BundleManifest.FORMAT,
                "edge",
                "1",
                PLATFORMS,
                Optional.of(KubernetesVersion.parse("v1.34.9")),
                releases,
                network,
                Optional.of(balancer),
                List.of(addon),
                List.of(),
                runtimes,
                files,
                images,
                SampleBundle.entries(contents));
        return SampleBundle.with(BundleManifestJson.write(manifest), contents);
    }
}
