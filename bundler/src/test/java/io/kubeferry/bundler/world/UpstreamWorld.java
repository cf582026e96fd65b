package io.kubeferry.bundler.world;

import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import io.kubeferry.manifests.content.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * All that Kubernetes v1.21.14 with Flannel and HAProxy needs, under upstream's names and URL paths. That release's
 * binaries have no sha256 in the catalogue, so upstream's checksum files are read; those of the other tools come from a
 * catalogue folder of the spec's own.
 */
public final class UpstreamWorld implements AutoCloseable {
    private static final String KUBERNETES = "v1.21.14";
    private static final String FLANNEL = "v0.14.0";

    private final Path folder;
    private final Distribution registry;
    private final FileServer files;
    private final Map<String, String> toolDigests = new TreeMap<>();

    private UpstreamWorld(Path folder, Distribution registry, FileServer files) {
        this.folder = folder;
        this.registry = registry;
        this.files = files;
    }

    /** Makes the world; {@code layerSize} bytes in each image's larger layer. */
    public static UpstreamWorld create(Path folder, int layerSize) throws Exception {
        UpstreamWorld world =
                new UpstreamWorld(folder, Distribution.start(folder.resolve("registry"), ""), FileServer.start());
        world.pushImages(layerSize);
        world.putFiles(layerSize);
        world.writeCatalogue();
        world.writeHome();
        return world;
    }

    public Distribution registry() {
        return registry;
    }

    public FileServer files() {
        return files;
    }

    /** A bundler's home with a stand-in for the installer. */
    public Path home() {
        return folder.resolve("home");
    }

    private void pushImages(int layerSize) throws Exception {
        PushedImages images = new PushedImages(folder.resolve("images"));
        List<String> both = List.of("amd64", "arm64");
        for (String part : List.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy")) {
            images.push(at("k8s.gcr.io/" + part + ":" + KUBERNETES), ImageFormat.Docker, both, 4096, layerSize);
        }
        images.push(at("k8s.gcr.io/etcd:3.4.13-0"), ImageFormat.Docker, both, layerSize);
        images.push(at("k8s.gcr.io/pause:3.4.1"), ImageFormat.Docker, List.of("amd64"), 700);
        images.push(at("k8s.gcr.io/coredns/coredns:v1.8.0"), ImageFormat.OCI, List.of("amd64"), 9000);
        images.push(at("quay.io/coreos/flannel:" + FLANNEL), ImageFormat.OCI, List.of("amd64"), 5000);
        images.push(at("docker.io/library/haproxy:2.8"), ImageFormat.Docker, both, 5000);
        images.push(at("docker.io/osixia/keepalived:2.0.20"), ImageFormat.Docker, List.of("amd64"), 5000);
        images.push(at("registry.example.com/shop/web:1"), ImageFormat.OCI, List.of("amd64"), 100, layerSize);
    }

    private String at(String upstream) {
        return registry.host() + "/" + upstream;
    }

    private void putFiles(int size) {
        for (String name : List.of("kubeadm", "kubelet", "kubectl")) {
            String path = "/dl.k8s.io/release/" + KUBERNETES + "/bin/linux/amd64/" + name;
            Digest digest = put(path, random(name, size / 2));
            put(path + ".sha256", digest.hex().getBytes(StandardCharsets.US_ASCII));
        }
        String github = "/github.com/";
        tool(
                "containerd",
                "1.6.39",
                github + "containerd/containerd/releases/download/v1.6.39/containerd-1.6.39-linux-amd64.tar.gz");
        tool("runc", "v1.3.6", github + "opencontainers/runc/releases/download/v1.3.6/runc.amd64");
        tool(
                "cni-plugins",
                "v1.9.1",
                github + "containernetworking/plugins/releases/download/v1.9.1/cni-plugins-linux-amd64-v1.9.1.tgz");
        tool(
                "crictl",
                "v1.21.0",
                github + "kubernetes-sigs/cri-tools/releases/download/v1.21.0/crictl-v1.21.0-linux-amd64.tar.gz");
        tool("etcd", "v3.4.13", github + "etcd-io/etcd/releases/download/v3.4.13/etcd-v3.4.13-linux-amd64.tar.gz");
        tool(
                "registry",
                "2.8.3",
                github + "distribution/distribution/releases/download/v2.8.3/registry_2.8.3_linux_amd64.tar.gz");
        put("/example.com/jq", random("jq", 3000));
        put(
                "/raw.githubusercontent.com/flannel-io/flannel/" + FLANNEL + "/Documentation/kube-flannel.yml",
                """
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: kube-flannel-ds, namespace: kube-system}
                spec:
                  template:
                    spec:
                      containers:
                      - {name: kube-flannel, image: "quay.io/coreos/flannel:v0.14.0"}
                """.getBytes(StandardCharsets.UTF_8));
    }

    private void tool(String name, String version, String path) {
        toolDigests.put(name + " " + version, put(path, random(name, 20_000)).hex());
    }

    private Digest put(String path, byte[] content) {
        files.put(path, content);
        return Digest.of(content);
    }

    private static byte[] random(String seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed.hashCode()).nextBytes(bytes);
        return bytes;
    }

    private void writeCatalogue() throws IOException {
        StringBuilder yaml = new StringBuilder("apiVersion: kubeferry.io/v1alpha1\nkind: Binaries\ntools:\n");
        toolDigests.forEach((tool, hex) -> yaml.append("  %s: {sha256: {\"%s\": {linux/amd64: \"%s\"}}}\n"
                .formatted(tool.split(" ")[0], tool.split(" ")[1], hex)));
        Path catalogue = Files.createDirectories(folder.resolve("catalogue"));
        Files.writeString(catalogue.resolve("binaries.yaml"), yaml);
    }

    private void writeHome() throws IOException {
        Path bin = Files.createDirectories(home().resolve("installer/bin"));
        Path lib = Files.createDirectories(home().resolve("installer/lib"));
        Path launcher = Files.writeString(bin.resolve("installer"), "#!/bin/sh\necho installer\n");
        Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(lib.resolve("installer.jar"), "stands in for the installer's jar");
    }

    /** Writes a spec that asks for all of it through mirrors. */
    public Path writeSpec(String name, String extraImage) throws IOException {
        Digest jq = Digest.of(random("jq", 3000));
        return Files.writeString(folder.resolve(name), """
                apiVersion: kubeferry.io/v1alpha1
                kind: Bundle
                metadata: {name: edge, version: "1"}
                spec:
                  platforms: [linux/amd64]
                  kubernetes: {version: %s}
                  network: {flannel: {version: %s}}
                  loadBalancer: {haproxy: {}}
                  images: [%s]
                  files: [{url: "https://example.com/jq", sha256: %s, path: tools/jq}]
                sources:
                  registries:
                    k8s.gcr.io: {mirror: "http://%5$s/k8s.gcr.io"}
                    quay.io: {mirror: "http://%5$s/quay.io"}
                    docker.io: {mirror: "http://%5$s/docker.io"}
                    registry.example.com: {mirror: "http://%5$s/registry.example.com"}
                  downloads:
                    "https://dl.k8s.io": "%6$s/dl.k8s.io"
                    "https://github.com": "%6$s/github.com"
                    "https://example.com": "%6$s/example.com"
                    "https://raw.githubusercontent.com": "%6$s/raw.githubusercontent.com"
                  catalog: catalogue
                """.formatted(
                        KUBERNETES, FLANNEL, extraImage, jq.hex(), registry.host(), files.url()));
    }

    @Override
    public void close() {
        files.close();
        registry.close();
    }
}
