package io.kubeferry.manifests.closure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.manifests.bundle.AddonComponent;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.KubernetesComponent;
import io.kubeferry.manifests.bundle.LoadBalancerComponent;
import io.kubeferry.manifests.bundle.SampleBundle;
import io.kubeferry.manifests.closure.Need.Kind;
import io.kubeferry.manifests.content.Digest;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.ManifestDocument.Image;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.image.Platform;
import io.kubeferry.manifests.kubernetes.KubernetesVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosureProofTest {
    private static final String ETCD = "registry.k8s.io/etcd:3.6.6";
    private static final Platform ARM64 = CompleteBundle.PLATFORMS.get(1);

    @TempDir
    Path folder;

    private final CompleteBundle bundle = new CompleteBundle();

    /** Each gap as {@code what <- who: why}. */
    private List<String> gaps() throws Exception {
        return bundle.prove(folder).gaps().stream()
                .map(gap -> gap.what() + " <- " + String.join("; ", gap.neededBy()) + ": "
                        + gap.missing().orElseThrow())
                .toList();
    }

    private void onlyGap(String beginning) throws Exception {
        List<String> gaps = gaps();
        assertEquals(1, gaps.size(), gaps.toString());
        assertTrue(gaps.get(0).startsWith(beginning), gaps.get(0));
    }

    @Test
    void provesABundleThatLacksNothing() throws Exception {
        Closure closure = bundle.prove(folder);

        assertEquals(List.of(), closure.gaps());
        int images = bundle.images.size();
        assertEquals(images, closure.proven().get(Kind.IMAGE));
        assertEquals(3 * images, closure.proven().get(Kind.MANIFEST), "an index and a manifest for each platform");
        assertEquals(6 * images, closure.proven().get(Kind.BLOB), "a configuration and two layers for each platform");
        assertEquals(2, closure.proven().get(Kind.PACKAGED));
        assertEquals(8 * 2 * 2, closure.proven().get(Kind.BINARY), "eight tools, two hops, two platforms");
        assertEquals(4, closure.proven().get(Kind.PROGRAM));
        closure.requireComplete(ExitCode.INVALID_INPUT, "edge.tar", "");
    }

    @Test
    void saysWhoNeedsAnImage() throws Exception {
        Map<ImageReference, List<String>> images = bundle.prove(folder).images();

        assertEquals(
                List.of(
                        "Kubernetes v1.36.3: pause",
                        "containerd with Kubernetes v1.36.3: sandbox image",
                        "kubeadm upgrade to v1.36.3: job of its check"),
                images.get(ImageReference.parse("registry.k8s.io/pause:3.10.6")));
        assertEquals(List.of("network flannel v0.28.9"), images.get(ImageReference.parse(CompleteBundle.FLANNEL)));
    }

    @Test
    void findsAnImageThatAHopOfKubeadmWants() throws Exception {
        bundle.drop("registry.k8s.io/kube-apiserver:v1.35.7");
        onlyGap("image registry.k8s.io/kube-apiserver:v1.35.7 <- Kubernetes v1.35.7: kube-apiserver: no image of this"
                + " name is carried");
    }

    @Test
    void findsThePauseImageOfContainerdAndOfTheUpgradesJob() throws Exception {
        bundle.drop("registry.k8s.io/pause:3.10.6");
        onlyGap("image registry.k8s.io/pause:3.10.6 <- Kubernetes v1.36.3: pause; containerd with Kubernetes v1.36.3:"
                + " sandbox image; kubeadm upgrade to v1.36.3: job of its check: no image");
    }

    @Test
    void findsAReleaseThatDoesNotNameAllThatKubeadmPulls() throws Exception {
        KubernetesComponent target = bundle.releases.get(1);
        Map<String, ImageReference> images = new TreeMap<>(target.images());
        images.remove("coredns");
        images.put("kube-proxy", ImageReference.parse("registry.k8s.io/kube-proxy:v1.36.2"));
        bundle.image("registry.k8s.io/kube-proxy:v1.36.2", "a mistake");
        bundle.releases.set(
                1, new KubernetesComponent(target.version(), target.imageRepository(), images, target.tools()));

        assertEquals(
                List.of(
                        "image registry.k8s.io/kube-proxy:v1.36.3 <- kubeadm v1.36.3: bundle.json names"
                                + " registry.k8s.io/kube-proxy:v1.36.2 in its place",
                        "an image for coredns <- kubeadm v1.36.3: bundle.json names none"),
                gaps());
    }

    @Test
    void findsAHopThatIsLeftOut() throws Exception {
        bundle.releases.remove(0);
        onlyGap("a release on the way to v1.36.3 <- kubeadm upgrade: API servers never skip a minor: from v1.34.9");
    }

    @Test
    void findsTheOtherPodOfTheLoadBalancer() throws Exception {
        bundle.balancer = new LoadBalancerComponent(
                "haproxy", Map.of("haproxy", bundle.balancer.images().get("haproxy")));
        onlyGap("an image for keepalived <- load balancer haproxy: static pod keepalived: bundle.json names none");
        bundle.balancer = new LoadBalancerComponent(
                "nginx", Map.of("nginx", bundle.balancer.images().get("haproxy")));
        onlyGap("an image for keepalived <- load balancer nginx: static pod keepalived: bundle.json names none");
    }

    @Test
    void findsAnImageThatOnlyTheCarriedManifestNames() throws Exception {
        bundle.network = bundle.network(CompleteBundle.daemonSet(CompleteBundle.FLANNEL, "quay.io/new/agent:1"));
        onlyGap("image quay.io/new/agent:1 <- network flannel v0.28.9: no image of this name is carried");
    }

    @Test
    void findsAnImageOfAnAddonsManifest() throws Exception {
        bundle.drop(CompleteBundle.METRICS);
        onlyGap("image " + CompleteBundle.METRICS + " <- add-on metrics-server v0.9.0: no image");
    }

    @Test
    void findsImagesWhereTheBundleSaysThatManifestsNameThem() throws Exception {
        String shop = "apiVersion: example.com/v1\nkind: Shop\nspec: {image: \"quay.io/shop/web:1\"}\n---\n"
                + CompleteBundle.daemonSet(CompleteBundle.METRICS)
                        .replace("name: a,", "name: a, args: [\"--helper=quay.io/shop/helper:2\"],");
        bundle.addon = new AddonComponent(
                "metrics-server",
                "v0.9.0",
                List.of(bundle.blob(SampleBundle.utf8(shop))),
                bundle.addon.images(),
                bundle.addon.places());

        assertEquals(
                List.of(
                        "image quay.io/shop/helper:2 <- add-on metrics-server v0.9.0: no image of this name is carried",
                        "image quay.io/shop/web:1 <- add-on metrics-server v0.9.0: no image of this name is carried"),
                gaps());
    }

    @Test
    void saysOfTwoNeedsOnlyTheOneThatSaysMore() {
        ImageNeeds needs = new ImageNeeds();
        ImageReference image = ImageReference.parse("quay.io/shop/web:1");
        needs.add(image, "add-on shop");
        needs.add(image, "add-on shop: web.yaml");
        needs.add(image, "spec.images");
        assertEquals(
                List.of("add-on shop: web.yaml", "spec.images"), needs.all().get(image));
    }

    @Test
    void takesAnImageThatIsAskedForByADigestThatIsCarried() throws Exception {
        CarriedImage carried = bundle.carried(CompleteBundle.FLANNEL);
        String byChild = CompleteBundle.FLANNEL + "@" + carried.manifests().get(1);
        bundle.network = bundle.network(CompleteBundle.daemonSet(CompleteBundle.FLANNEL, byChild));
        assertEquals(List.of(), gaps());

        String other = CompleteBundle.FLANNEL + "@" + Digest.of(new byte[0]);
        bundle.network = bundle.network(CompleteBundle.daemonSet(CompleteBundle.FLANNEL, other));
        onlyGap("image " + other);
    }

    @Test
    void findsAManifestThatIsNotCarriedOrCannotBeRead() throws Exception {
        bundle.network = bundle.network("a: [");
        bundle.addon = new AddonComponent("shop", "", List.of(Digest.of(new byte[7])), bundle.addon.images());
        List<String> gaps = gaps();
        assertEquals(2, gaps.size(), gaps.toString());
        assertTrue(gaps.get(0).contains("<- network flannel v0.28.9: it cannot be read: "), gaps.get(0));
        assertTrue(gaps.get(1).contains("<- add-on shop: no blob sha256:"), gaps.get(1));
    }

    @Test
    void findsARootAChildAConfigurationAndALayerThatAreNotCarried() throws Exception {
        CarriedImage etcd = bundle.carried(ETCD);
        bundle.blobs.remove(etcd.manifests().get(2));
        onlyGap("the image for linux/arm64 of " + ETCD + " <- Kubernetes v1.36.3: etcd: no blob ");

        Image amd64 =
                (Image) ManifestDocument.parse(bundle.blobs.get(etcd.manifests().get(1)));
        bundle.blobs.remove(amd64.config().digest());
        bundle.blobs.remove(amd64.layers().get(0).digest());
        List<String> gaps = gaps();
        assertEquals(3, gaps.size(), gaps.toString());
        assertTrue(gaps.get(0).startsWith("the configuration of " + ETCD + " for linux/amd64"), gaps.get(0));
        assertTrue(gaps.get(1).startsWith("layer 1 of " + ETCD + " for linux/amd64"), gaps.get(1));

        bundle.blobs.remove(etcd.digest());
        onlyGap("the root of " + ETCD);
    }

    @Test
    void findsALayerThatOtherImagesHaveButThisOneDoesNotList() throws Exception {
        CarriedImage etcd = bundle.carried(ETCD);
        Digest shared = Digest.of(SampleBundle.utf8("layer of all for linux/amd64"));
        List<Digest> blobs = new ArrayList<>(etcd.blobs());
        blobs.remove(shared);
        bundle.replace(ETCD, etcd.manifests(), blobs);
        onlyGap("layer 2 of " + ETCD + " for linux/amd64 <- Kubernetes v1.36.3: etcd: bundle.json" + " does not list "
                + shared + " with this image");
    }

    @Test
    void findsAnImageThatIsNotForAllPlatforms() throws Exception {
        bundle.single("docker.io/library/jq:1", ARM64, "application/vnd.oci.image.layer.v1.tar+gzip");
        onlyGap("the image for linux/amd64 of docker.io/library/jq:1 <- spec.images: it has no index, and is for"
                + " linux/arm64");
    }

    @Test
    void findsLayersThatContainerdDoesNotTake() throws Exception {
        bundle.single("docker.io/library/jq:1", ARM64, "application/vnd.oci.image.layer.v1.tar+encrypted");
        List<String> gaps = gaps();
        assertEquals(3, gaps.size(), gaps.toString());
        assertTrue(
                gaps.get(1)
                        .endsWith("containerd unpacks no layer of the type"
                                + " application/vnd.oci.image.layer.v1.tar+encrypted"),
                gaps.get(1));
    }

    @Test
    void findsAnIndexThatIsNoneAndOneOfAnotherType() throws Exception {
        byte[] nothing = SampleBundle.utf8("{}");
        bundle.images.add(new CarriedImage(
                ImageReference.parse("docker.io/library/none:1"),
                bundle.blob(nothing),
                MediaTypes.OCI_INDEX,
                nothing.length,
                List.of(Digest.of(nothing)),
                List.of(),
                List.of("spec.images")));
        CarriedImage etcd = bundle.carried(ETCD);
        bundle.images.add(new CarriedImage(
                ImageReference.parse("docker.io/library/other:1"),
                etcd.digest(),
                MediaTypes.DOCKER_MANIFEST_LIST,
                etcd.size(),
                etcd.manifests(),
                etcd.blobs(),
                List.of("spec.images")));

        List<String> gaps = gaps();
        assertEquals(2, gaps.size(), gaps.toString());
        assertTrue(gaps.get(0).contains("is no manifest: neither an image index nor an image manifest"), gaps.get(0));
        assertTrue(gaps.get(1).endsWith("announced as " + MediaTypes.DOCKER_MANIFEST_LIST), gaps.get(1));
    }

    @Test
    void findsABinaryThatIsNotThereForOnePlatformOrOneHop() throws Exception {
        bundle.files.removeIf(file -> file.name().equals("kubelet")
                && file.version().equals("v1.35.7")
                && file.platform().orElseThrow().equals(ARM64));
        onlyGap("kubelet v1.35.7 for linux/arm64 <- Kubernetes v1.35.7: no such file is carried");
    }

    @Test
    void findsAFileWhoseBlobIsNotThere() throws Exception {
        bundle.blobs.remove(Digest.of(SampleBundle.utf8("runcv1.4.3linux/amd64")));
        List<String> gaps = gaps();
        assertEquals(2, gaps.size(), "both hops use it: " + gaps);
        assertTrue(gaps.get(0).startsWith("runc v1.4.3 for linux/amd64 <- Kubernetes v1.35.7: no blob "), gaps.get(0));
    }

    @Test
    void findsAToolThatAReleaseDoesNotName() throws Exception {
        KubernetesComponent first = bundle.releases.get(0);
        Map<String, String> tools = new TreeMap<>(first.tools());
        tools.remove("crictl");
        bundle.releases.set(
                0,
                new KubernetesComponent(
                        KubernetesVersion.parse("v1.35.7"), first.imageRepository(), first.images(), tools));
        assertEquals(
                List.of(
                        "crictl for linux/amd64 <- Kubernetes v1.35.7: bundle.json names no version of it for this release",
                        "crictl for linux/arm64 <- Kubernetes v1.35.7: bundle.json names no version of it for this release"),
                gaps());
    }

    @Test
    void findsAnInstallerWithoutARuntimeForAPlatform() throws Exception {
        bundle.programs.remove("installer/runtime/linux-arm64/bin/java");
        bundle.runtimes.remove(1);
        List<String> gaps = gaps();
        assertEquals(2, gaps.size(), gaps.toString());
        assertTrue(gaps.get(0).startsWith("a Java runtime for linux/arm64"), gaps.get(0));
        assertTrue(gaps.get(1).startsWith("the glibc that Java wants on linux/arm64"), gaps.get(1));
    }

    @Test
    void saysHowMuchWasProvenForPeopleAndPrograms() throws Exception {
        Closure whole = bundle.prove(folder);
        assertTrue(
                whole.summary()
                        .startsWith("everything that a site will pull or run is inside: " + bundle.images.size()
                                + " images, "),
                whole.summary());
        assertEquals(true, whole.fields().get("complete"));

        bundle.drop(CompleteBundle.METRICS);
        Closure lacking = bundle.prove(folder);
        assertTrue(lacking.summary().startsWith("1 things that a site"), lacking.summary());
        assertEquals(
                List.of(Map.of(
                        "what",
                        "image " + CompleteBundle.METRICS,
                        "neededBy",
                        List.of("add-on metrics-server v0.9.0"),
                        "why",
                        "no image of this name is carried")),
                lacking.fields().get("gaps"));
    }

    @Test
    void tellsAllGapsAtOnceWithTheExitCodeOfInvalidInput() throws Exception {
        bundle.drop(ETCD);
        bundle.drop(CompleteBundle.METRICS);
        Closure closure = bundle.prove(folder);

        Failure failure = assertThrows(
                Failure.class, () -> closure.requireComplete(ExitCode.INVALID_INPUT, "edge.tar", "lock again"));

        assertEquals(ExitCode.INVALID_INPUT, failure.exitCode());
        assertEquals(2, failure.problems().size());
        assertEquals("edge.tar", failure.problems().get(0).where());
        assertEquals(
                "lacks image " + ETCD + ", needed by Kubernetes v1.36.3: etcd: no image of this name is carried",
                failure.problems().get(0).what());
    }
}
