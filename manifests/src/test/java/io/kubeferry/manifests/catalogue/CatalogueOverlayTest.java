package io.kubeferry.manifests.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.kubeferry.manifests.Failures;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Problem;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CatalogueOverlayTest {
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");
    private static final Catalogue BUNDLED = Catalogue.bundled();

    private final FileSystem disk = Jimfs.newFileSystem(Configuration.unix());
    private final Path folder = disk.getPath("/etc/catalogue");

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectories(folder);
    }

    @AfterEach
    void closeDisk() throws IOException {
        disk.close();
    }

    private Catalogue overlaid() {
        return BUNDLED.overlaidBy(folder);
    }

    private void write(String name, String kind, String rest) throws IOException {
        Files.writeString(folder.resolve(name), "apiVersion: kubeferry.io/v1alpha1\nkind: " + kind + "\n" + rest);
    }

    @Test
    void anEmptyFolderChangesNothing() throws IOException {
        Files.writeString(folder.resolve(".gitignore"), "*~");
        assertEquals(BUNDLED.kubernetesVersions(), overlaid().kubernetesVersions());
        assertEquals(BUNDLED.networkVersions("flannel"), overlaid().networkVersions("flannel"));
    }

    @Test
    void addsAndReplacesReleases() throws IOException {
        write("kubernetes.yaml", "KubernetesReleases", """
                releases:
                  v1.37.0: {imageRepository: registry.k8s.io, etcd: 3.7.0-0, pause: 3.10.2, coredns: "coredns/coredns:v1.14.6"}
                  v1.20.2: {imageRepository: "harbor.corp/k8s", etcd: 3.4.13-0, pause: "3.2", coredns: "coredns:1.7.0"}
                """);
        Catalogue both = overlaid();
        KubernetesRelease added = both.kubernetes(KubernetesVersion.parse("v1.37.0"));
        assertEquals("v1beta4", added.kubeadmApi());
        assertEquals("2.3.4", added.defaultTools().get("containerd"));
        assertEquals(
                ImageReference.parse("harbor.corp/k8s/pause:3.2"),
                both.kubernetes(KubernetesVersion.parse("v1.20.2")).images().get("pause"));
        assertEquals(
                BUNDLED.kubernetes(KubernetesVersion.parse("v1.20.3")),
                both.kubernetes(KubernetesVersion.parse("v1.20.3")));
    }

    @Test
    void changesOneToolOfAMinor() throws IOException {
        write("kubernetes.yaml", "KubernetesReleases", "minors: {\"1.36\": {tools: {containerd: 2.3.9}}}\n");
        KubernetesRelease release = overlaid().kubernetes(KubernetesVersion.parse("v1.36.3"));
        assertEquals("2.3.9", release.defaultTools().get("containerd"));
        assertEquals("v1.4.3", release.defaultTools().get("runc"));
    }

    @Test
    void refusesAReleaseOfAMinorThatNothingIsKnownAbout() throws IOException {
        write("kubernetes.yaml", "KubernetesReleases", """
                releases:
                  v1.44.0: {imageRepository: registry.k8s.io, etcd: 3.7.0-0, pause: 3.10.2, coredns: "coredns/coredns:v1.14.6"}
                """);
        String message = Failures.invalid(this::overlaid);
        assertTrue(
                message.startsWith("/etc/catalogue/kubernetes.yaml:4:12: release v1.44.0 needs more about its minor"),
                message);
        assertTrue(message.contains("add minors: {\"1.44\": …}"), message);
    }

    @Test
    void replacesADigestForOnePlatformOnly() throws IOException {
        String own = "cd".repeat(32);
        write("binaries.yaml", "Binaries", """
                tools:
                  runc:
                    sha256:
                      1.1.5: {linux/amd64: %s}
                      v9.9.9: {linux/amd64: %s}
                """.formatted(own, own));
        Catalogue both = overlaid();
        assertEquals(
                Optional.of(new Digest(own)), both.tool("runc", "v1.1.5", AMD64).sha256());
        assertEquals(BUNDLED.tool("runc", "v1.1.5", ARM64), both.tool("runc", "v1.1.5", ARM64));
        assertEquals(BUNDLED.tool("runc", "v1.1.4", AMD64), both.tool("runc", "v1.1.4", AMD64));
        assertEquals(
                Optional.of(new Digest(own)), both.tool("runc", "v9.9.9", AMD64).sha256());
    }

    @Test
    void addsATool() throws IOException {
        write("binaries.yaml", "Binaries", """
                tools:
                  jq:
                    url: "https://example.org/jq-{version}-{arch}"
                    versionsBeginWithV: false
                """);
        ToolRelease jq = overlaid().tool("jq", "1.7.1", ARM64);
        assertEquals("https://example.org/jq-1.7.1-arm64", jq.url().toString());
        assertEquals(Optional.empty(), jq.checksum());
    }

    @Test
    void refusesANewToolWithoutAUrlAndNamesTheKnownOnes() throws IOException {
        write("binaries.yaml", "Binaries", "tools:\n  containerdd:\n    versionsBeginWithV: false\n");
        String message = Failures.invalid(this::overlaid);
        assertTrue(message.startsWith("/etc/catalogue/binaries.yaml:5:5: tool containerdd is new"), message);
        assertTrue(message.contains("containerd, "), message);
    }

    @Test
    void addsAFlannelAndMakesItTheDefault() throws IOException {
        write("flannel.yaml", "FlannelReleases", """
                default: v0.30.0
                releases:
                  v0.30.0: {manifest: "https://example.org/f.yml", kubernetes: {minimum: "1.30"}, networkPolicy: false}
                """);
        Catalogue both = overlaid();
        assertEquals("v0.30.0", both.defaultNetwork("flannel", KubernetesVersion.parse("v1.36.3")));
        assertEquals("v0.28.9", both.defaultNetwork("flannel", KubernetesVersion.parse("v1.29.0")));
        assertEquals(
                "1.30 and later",
                both.network("flannel", "v0.30.0").kubernetes().toString());
        assertEquals(List.of(), both.network("flannel", "v0.30.0").images());
        assertEquals(BUNDLED.network("flannel", "v0.28.9"), both.network("flannel", "v0.28.9"));
    }

    @Test
    void refusesADefaultThatIsNotThere() throws IOException {
        write("flannel.yaml", "FlannelReleases", "default: v0.27.1\n");
        String message = Failures.invalid(this::overlaid);
        assertTrue(message.startsWith("/etc/catalogue/flannel.yaml:3:10: the default v0.27.1 is not among"), message);
        assertTrue(message.contains("the nearest known are v0.27.0 and v0.27.2"), message);
    }

    @Test
    void addsALineOfCalicoAndAnAddon() throws IOException {
        write("calico.yaml", "CalicoReleases", """
                lines:
                  "3.34":
                    newest: v3.34.1
                    manifest: "https://mirror.corp/calico/{version}.yaml"
                    kubernetes: {minimum: "1.36"}
                    networkPolicy: true
                    images: ["mirror.corp/calico/node:{version}"]
                """);
        write("addons.yaml", "Addons", """
                addons:
                  ingress-nginx:
                    default: v1.13.0
                    releases:
                      v1.13.0: {manifest: "https://mirror.corp/ingress.yaml", kubernetes: {minimum: "1.29"}}
                """);
        Catalogue both = overlaid();
        assertEquals(
                List.of(ImageReference.parse("mirror.corp/calico/node:v3.34.0")),
                both.network("calico", "v3.34.0").images());
        assertEquals("v3.34.1", both.networkVersions("calico").last());
        assertEquals(
                "CALICO_IPV4POOL_CIDR of container calico-node",
                both.network("calico", "v3.34.0").podNetwork());
        assertTrue(both.addons().containsAll(List.of("ingress-nginx", "metrics-server")));
    }

    @Test
    void refusesANewAddonWithoutADefault() throws IOException {
        write("addons.yaml", "Addons", "addons:\n  metric-server: {conflicts: {}}\n");
        String message = Failures.invalid(this::overlaid);
        assertTrue(message.startsWith("/etc/catalogue/addons.yaml:4:18: add-on metric-server is new"), message);
        assertTrue(message.contains("metrics-server"), message);
    }

    @Test
    void replacesTheImageOfALoadBalancersTag() throws IOException {
        write("load-balancers.yaml", "LoadBalancers", """
                haproxy:
                  default: "3.2"
                  tags: {"3.2": harbor.corp/lb/haproxy:3.2-hardened}
                """);
        Catalogue both = overlaid();
        assertEquals(
                ImageReference.parse("harbor.corp/lb/haproxy:3.2-hardened"),
                both.loadBalancer("haproxy", Map.of()).images().get("haproxy"));
        assertEquals(
                ImageReference.parse("docker.io/library/haproxy:2.8"),
                both.loadBalancer("haproxy", Map.of("haproxy", "2.8")).images().get("haproxy"));
        assertEquals(
                ImageReference.parse("docker.io/osixia/keepalived:2.0.20"),
                both.loadBalancer("haproxy", Map.of()).images().get("keepalived"));
    }

    @Test
    void tellsAllProblemsOfAllFilesWithTheirPlaces() throws IOException {
        write("kubernetes.yaml", "KubernetesReleases", """
                releases:
                  v1.37: {imageRepository: registry.k8s.io, etcd: 3.7.0-0, pause: 3.10, coredns: "coredns:1"}
                """);
        write("binaries.yaml", "Binaries", """
                tools:
                  runc: {sha265: {}}
                  jq: {url: "ftp://example.org/jq", checksum: {}}
                """);
        List<Problem> problems = Failures.problemsOf(ExitCode.INVALID_INPUT, this::overlaid);
        List<String> places = problems.stream().map(Problem::where).toList();
        assertEquals(
                List.of(
                        "/etc/catalogue/kubernetes.yaml:4:3",
                        "/etc/catalogue/kubernetes.yaml:4:67",
                        "/etc/catalogue/binaries.yaml:4:10",
                        "/etc/catalogue/binaries.yaml:5:13",
                        "/etc/catalogue/binaries.yaml:5:47"),
                places,
                problems.toString());
        assertEquals("did you mean 'sha256'?", problems.get(2).next());
    }

    @Test
    void refusesFilesThatNoCatalogueHas() throws IOException {
        write("kubernets.yaml", "KubernetesReleases", "");
        write("flannel.yaml", "FlannelReleases", "");
        String message = Failures.invalid(this::overlaid);
        assertTrue(message.startsWith("/etc/catalogue/kubernets.yaml: a catalogue has no file of this name"), message);
        assertTrue(
                message.contains(
                        "kubernetes.yaml, binaries.yaml, flannel.yaml, calico.yaml, weave.yaml, addons.yaml, load-balancers.yaml"),
                message);
    }

    @Test
    void refusesTheKindOfAnotherFile() throws IOException {
        write("flannel.yaml", "Binaries", "");
        String message = Failures.invalid(this::overlaid);
        assertTrue(message.startsWith("/etc/catalogue/flannel.yaml:2:7: kind is 'Binaries'"), message);
    }

    @Test
    void refusesAFolderThatIsNotThereAndFilesThatCannotBeRead() throws IOException {
        Path absent = disk.getPath("/nowhere");
        String message = Failures.invalid(() -> BUNDLED.overlaidBy(absent));
        assertTrue(
                message.startsWith("/nowhere: the catalogue's folder cannot be read (NoSuchFileException)"), message);
        Files.write(folder.resolve("flannel.yaml"), new byte[] {(byte) 0xc3, 0x28});
        assertTrue(Failures.invalid(this::overlaid).contains("it is not UTF-8"));
        Files.delete(folder.resolve("flannel.yaml"));
        Files.createDirectory(folder.resolve("flannel.yaml"));
        assertTrue(Failures.invalid(this::overlaid).contains("it cannot be read"));
    }
}
