package io.kubeferry.bundler.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import io.kubeferry.bundler.world.Distribution;
import io.kubeferry.bundler.world.PushedImages;
import io.kubeferry.bundler.world.Tool;
import io.kubeferry.bundler.world.UpstreamWorld;
import io.kubeferry.manifests.bundle.BundleManifest;
import io.kubeferry.manifests.bundle.CarriedImage;
import io.kubeferry.manifests.bundle.SignedBundle;
import io.kubeferry.manifests.bundle.VerifiedBundle;
import io.kubeferry.manifests.image.ImageReference;
import io.kubeferry.manifests.image.ManifestDocument;
import io.kubeferry.manifests.image.MediaTypes;
import io.kubeferry.manifests.trust.VerificationKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole bundler against a real registry, and its bundles in the hands of other programs. */
class BuildIT {
    private static final String OWN_IMAGE = "registry.example.com/shop/web:1";

    @TempDir
    static Path folder;

    private static UpstreamWorld world;
    private static Path spec;
    private static Path bundle;

    @BeforeAll
    static void buildABundle() throws Exception {
        assumeTrue(
                Distribution.binary().isPresent(), "skipped: no Distribution here (Debian's package docker-registry)");
        world = UpstreamWorld.create(folder, 300_000);
        spec = world.writeSpec("bundle.yaml", OWN_IMAGE);
        bundle = folder.resolve("edge.tar");
        succeeds("keygen", "--to", folder, "--no-passphrase");
        succeeds("build", spec, "--key", folder.resolve("kubeferry.key"), "--bundle", bundle);
    }

    @AfterAll
    static void endTheWorld() {
        if (world != null) {
            world.close();
        }
    }

    private static BundlerRun run(Object... arguments) {
        return BundlerRun.of(
                world.home(), Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()), arguments);
    }

    private static BundlerRun succeeds(Object... arguments) {
        BundlerRun run = run(arguments);
        assertEquals(0, run.exitCode(), run.err());
        return run;
    }

    private static Path key(String ending) {
        return folder.resolve("kubeferry." + ending);
    }

    private static VerificationKey verificationKey() throws IOException {
        return VerificationKey.parse(Files.readString(key("pub")));
    }

    @Test
    void verifiesWhatItBuilt() {
        BundlerRun verify = succeeds("verify", bundle, "--key", key("pub"), "--output", "json");

        assertTrue(verify.out().contains("\"verified\" : true"), verify.out());
    }

    @Test
    void refusesABundleWithOneByteFlipped() throws Exception {
        byte[] bytes = Files.readAllBytes(bundle);
        bytes[bytes.length / 2] ^= 1;
        Path flipped = Files.write(folder.resolve("flipped.tar"), bytes);

        assertEquals(11, run("verify", flipped, "--key", key("pub")).exitCode());
    }

    @Test
    void buildsTheSameBytesFromTheLockAtAnyConcurrency() throws Exception {
        for (int connections : new int[] {1, 8}) {
            Path again = folder.resolve("again-" + connections + ".tar");
            succeeds("build", spec, "--locked", "--key", key("key"), "--bundle", again, "--connections", connections);
            assertEquals(-1, Files.mismatch(bundle, again));
        }
    }

    @Test
    void resolvesToTheSameLockAgain() throws Exception {
        Path again = folder.resolve("again.lock.yaml");
        succeeds("lock", spec, "--lock", again);

        assertEquals(Files.readString(folder.resolve("bundle.lock.yaml")), Files.readString(again));
    }

    @Test
    void keepsToItsLockWhenATagMoves() throws Exception {
        Path moving = world.writeSpec("moving.yaml", "registry.example.com/shop/moving:1");
        push("registry.example.com/shop/moving:1", 1000);
        Path first = folder.resolve("moving-1.tar");
        succeeds("build", moving, "--key", key("key"), "--bundle", first);

        push("registry.example.com/shop/moving:1", 2000);
        Path locked = folder.resolve("moving-2.tar");
        succeeds("build", moving, "--locked", "--key", key("key"), "--bundle", locked);
        Path fresh = folder.resolve("moving-3.tar");
        succeeds("build", moving, "--key", key("key"), "--bundle", fresh);

        assertEquals(-1, Files.mismatch(first, locked));
        assertNotEquals(-1, Files.mismatch(first, fresh));
    }

    private static void push(String name, int size) throws Exception {
        new PushedImages(folder.resolve("more"))
                .push(world.registry().host() + "/" + name, ImageFormat.OCI, List.of("amd64"), size);
    }

    @Test
    void refusesToMoveWithALockOfAnotherSpec() throws Exception {
        Path changed = Files.writeString(
                folder.resolve("changed.yaml"),
                Files.readString(spec)
                        .replace("version: \"1\"", "version: \"2\"")
                        .replace(OWN_IMAGE, "nginx:1"));

        BundlerRun build =
                run("build", changed, "--locked", "--lock", folder.resolve("bundle.lock.yaml"), "--key", key("key"));

        assertEquals(10, build.exitCode());
        assertTrue(build.err().contains("the bundle's version: the lock has 1, asked for is 2"), build.err());
        assertTrue(build.err()
                .contains("the image docker.io/library/nginx:1 is needed by spec.images, the lock has none"));
    }

    @Test
    void namesEverythingThatUpstreamDoesNotHave() throws Exception {
        Path wrong = world.writeSpec(
                "wrong.yaml", "registry.example.com/shop/web:2, registry.example.com/absent:1, \"k8s.gcr.io/etcd:0\"");

        BundlerRun lock = run("lock", wrong);

        assertEquals(20, lock.exitCode());
        for (String name : new String[] {"shop/web:2: ", "registry.example.com/absent:1: ", "k8s.gcr.io/etcd:0: "}) {
            assertTrue(lock.err().contains(name), lock.err());
        }
        assertTrue(Files.notExists(folder.resolve("wrong.lock.yaml")));
    }

    @Test
    void saysWhatItWouldFetch() throws Exception {
        JsonNode plan = new ObjectMapper()
                .readTree(succeeds("plan", spec, "--bundle", bundle, "--output", "json")
                        .out());

        assertEquals(Files.size(bundle), plan.path("size").asLong());
        assertEquals(11, plan.path("images").asInt());
        long unique = plan.path("uniqueBytes").asLong();
        assertTrue(unique > 1_000_000 && unique < plan.path("totalBytes").asLong() + 1, plan.toString());
        assertEquals(unique, plan.path("fetchBytes").asLong(), "nothing is cached and nothing is left");
        assertEquals(1, plan.path("media").asInt());
        assertEquals(
                (Files.size(bundle) + 999_999) / 1_000_000,
                new ObjectMapper()
                        .readTree(succeeds("plan", spec, "--bundle", bundle, "--media-size", "1MB", "--output", "json")
                                .out())
                        .path("media")
                        .asInt());
        assertEquals(2, run("plan", spec, "--media-size", "a lot").exitCode());
    }

    @Test
    void listsImagesOfASpecALockAndABundleAlike() {
        String ofSpec = succeeds("images", spec, "--why").out();

        assertTrue(ofSpec.contains("quay.io/coreos/flannel:v0.14.0\n    network flannel v0.14.0\n"), ofSpec);
        assertTrue(ofSpec.contains("containerd with Kubernetes v1.21.14: sandbox image\n"), ofSpec);
        assertEquals(
                ofSpec,
                succeeds("images", folder.resolve("bundle.lock.yaml"), "--why").out());
        assertEquals(
                ofSpec, succeeds("images", bundle, "--why", "--key", key("pub")).out());
        assertEquals(2, run("images", bundle).exitCode(), "a bundle is opened with its key only");
        assertEquals(11, succeeds("images", spec).out().lines().count());
    }

    @Test
    void provesThatItsBundlesAreComplete() throws Exception {
        JsonNode proof = new ObjectMapper()
                .readTree(succeeds("verify", bundle, "--key", key("pub"), "--closure", "--output", "json")
                        .out())
                .path("closure");

        assertTrue(proof.path("complete").asBoolean(), proof.toString());
        assertEquals(11, proof.path("proven").path("images").asInt());
        assertEquals(1, proof.path("proven").path("packaged manifests").asInt());
        assertTrue(succeeds("verify", bundle, "--key", key("pub"), "--closure")
                .out()
                .contains("everything that a site will pull or run is inside: 11 images, "));
    }

    @Test
    void buildsNothingFromALockThatLacksSomething() throws Exception {
        Path whole = folder.resolve("bundle.lock.yaml");
        Path lacking = folder.resolve("lacking.lock.yaml");
        // The manifest of the network names this image; the lock's list of the network's images does not any more.
        Files.writeString(
                lacking,
                Files.readString(whole)
                        .replaceFirst("images: \\[\"?quay.io/coreos/flannel:v0.14.0\"?]", "images: []")
                        .replaceFirst("(?s)- reference: \"?quay.io/coreos/flannel.*?(?=- reference)", ""));
        Path out = folder.resolve("lacking.tar");

        BundlerRun build = run("build", spec, "--locked", "--lock", lacking, "--key", key("key"), "--bundle", out);

        assertEquals(10, build.exitCode(), build.err());
        assertTrue(
                build.err()
                        .contains(
                                "lacks image quay.io/coreos/flannel:v0.14.0, needed by network flannel v0.14.0: no image"
                                        + " of this name is carried"),
                build.err());
        assertTrue(Files.notExists(folder.resolve("lacking.tar.partial")), "nothing was fetched");
    }

    @Test
    void movesOnlyWhatIsNamed() throws Exception {
        Path moving = world.writeSpec("named.yaml", "registry.example.com/shop/named:1");
        push("registry.example.com/shop/named:1", 1000);
        Path lock = folder.resolve("named.lock.yaml");
        assertTrue(succeeds("lock", moving).out().startsWith("wrote "), "there was no lock to compare with");
        Path before = Files.copy(lock, folder.resolve("before.lock.yaml"));
        assertTrue(succeeds("lock", moving).out().startsWith("nothing changed\n"));

        push("registry.example.com/shop/named:1", 2000);
        assertTrue(succeeds("lock", moving, "--update", "pause").out().startsWith("nothing changed\n"));
        assertEquals(Files.readString(before), Files.readString(lock));

        BundlerRun moved = succeeds("lock", moving, "--update", "named", "--update", "containerd");
        assertEquals(2, run("lock", moving, "--update", "nobody").exitCode());
        assertTrue(moved.out().contains("~ registry.example.com/shop/named:1  sha256:"), moved.out());
        assertEquals(
                1, moved.out().lines().filter(line -> line.matches("[+~-] .*")).count(), moved.out());

        BundlerRun diff = run("diff", before, lock, "--exit-code");
        assertEquals(1, diff.exitCode(), diff.err());
        assertTrue(diff.out().contains("to carry: 3 of "), diff.out());
        assertEquals(0, run("diff", lock, lock, "--exit-code").exitCode());
    }

    @Test
    void comparesALockWithTheBundleMadeOfIt() throws Exception {
        Path lock = folder.resolve("bundle.lock.yaml");
        for (Object[] sides : new Object[][] {{lock, bundle}, {bundle, lock}, {bundle, bundle}}) {
            BundlerRun diff = run("diff", sides[0], sides[1], "--key", key("pub"), "--exit-code");
            assertEquals(0, diff.exitCode(), diff.out() + diff.err());
            assertTrue(diff.out().startsWith("no difference\nto carry: nothing, all "), diff.out());
        }
        assertEquals(2, run("diff", lock, spec).exitCode());
        assertEquals(2, run("diff", lock, bundle).exitCode(), "no key was given");
    }

    @Test
    void keepsTheBytesOfEveryManifest() throws Exception {
        try (SignedBundle signed = SignedBundle.open(bundle, verificationKey())) {
            VerifiedBundle verified = signed.verify(count -> {});
            for (CarriedImage image : verified.manifest().images()) {
                byte[] carried = verified.open(image.digest()).readAllBytes();
                assertArrayEquals(
                        served(image.reference()), carried, image.reference().toString());
            }
        }
    }

    @Test
    void carriesASparseIndexWithTheChosenPlatformOnly() throws Exception {
        try (SignedBundle signed = SignedBundle.open(bundle, verificationKey())) {
            BundleManifest manifest = signed.manifest();
            CarriedImage etcd = manifest.image(ImageReference.parse("k8s.gcr.io/etcd:3.4.13-0"));
            VerifiedBundle verified = signed.verify(count -> {});
            ManifestDocument.Index index = (ManifestDocument.Index)
                    ManifestDocument.parse(verified.open(etcd.digest()).readAllBytes());

            assertEquals(MediaTypes.DOCKER_MANIFEST_LIST, etcd.mediaType());
            assertEquals(2, index.children().size());
            assertEquals(2, etcd.manifests().size());
        }
    }

    private static byte[] served(ImageReference image) throws Exception {
        URI url = URI.create(
                "http://" + world.registry().host() + "/v2/" + image.name() + "/manifests/" + image.target());
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Accept", String.join(", ", MediaTypes.MANIFESTS))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofByteArray())
                .body();
    }

    /** The commands are the bundle's own: what README.txt tells an operator to type. */
    @Test
    void isCheckedByStockToolsAsItsReadmeSays() throws Exception {
        Tool.assumeInstalled("tar", "openssl", "sha256sum", "base64", "grep");
        Path site = Files.createDirectory(folder.resolve("site"));
        Tool.run(site, "tar", "-xf", bundle.toString(), "README.txt");
        String readme = Files.readString(site.resolve("README.txt"));
        String script = readme.lines()
                .filter(line -> line.startsWith("    "))
                .filter(line ->
                        !line.contains("cosign") && !line.contains("ignore-tlog") && !line.contains("installer"))
                .reduce("set -e", (one, other) -> one + "\n" + other)
                .replace("BUNDLE.tar", bundle.toString())
                .replace("kubeferry.pub", key("pub").toString());

        Tool.Ran ran = Tool.run(site, "sh", "-c", script);

        assertEquals(0, ran.exitCode(), script + "\n" + ran.output());
        assertTrue(ran.output().contains("Verified OK"), ran.output());
        assertTrue(script.contains("sha256sum --quiet --strict -c SHA256SUMS"), script);
    }

    @Test
    void isReadBySkopeoAsAnOciLayout() throws Exception {
        Tool.assumeInstalled("tar", "skopeo");
        Path layout = Files.createDirectory(folder.resolve("layout"));
        Tool.run(layout, "tar", "-xf", bundle.toString());
        Path copy = folder.resolve("copy");

        Tool.Ran ran = Tool.run(
                folder, "skopeo", "copy", "--preserve-digests", "oci:" + layout + ":" + OWN_IMAGE, "dir:" + copy);

        assertEquals(0, ran.exitCode(), ran.output());
        assertArrayEquals(served(ImageReference.parse(OWN_IMAGE)), Files.readAllBytes(copy.resolve("manifest.json")));
    }

    @Test
    void isReadBySkopeoAsAnOciArchive() throws Exception {
        Tool.assumeInstalled("skopeo");
        Path copy = folder.resolve("archive-copy");

        Tool.Ran ran = Tool.run(folder, "skopeo", "copy", "oci-archive:" + bundle + ":" + OWN_IMAGE, "dir:" + copy);

        assertEquals(0, ran.exitCode(), ran.output());
    }

    @Test
    void isVerifiedByCosignInBothForms() throws Exception {
        Tool.assumeInstalled("tar", "cosign");
        Path site = Files.createDirectory(folder.resolve("cosign"));
        Tool.run(site, "tar", "-xf", bundle.toString());
        String common = "cosign verify-blob --key " + key("pub") + " --insecure-ignore-tlog=true bundle.json ";

        for (String form : new String[] {
            "--signature bundle.json.sig",
            "--bundle bundle.json.sigstore.json --new-bundle-format --trusted-root trusted_root.json"
        }) {
            Tool.Ran ran = Tool.run(site, "sh", "-c", common + form);
            assertEquals(0, ran.exitCode(), ran.output());
        }
    }

    @Test
    void carriesAJavaRuntimeThatStarts() throws Exception {
        Tool.assumeInstalled("tar");
        Path site = Files.createDirectory(folder.resolve("runtime"));
        Tool.run(site, "tar", "-xf", bundle.toString(), "installer");

        Tool.Ran ran = Tool.run(site, "installer/runtime/linux-amd64/bin/java", "-version");

        assertEquals(0, ran.exitCode(), ran.output());
        assertTrue(Files.isExecutable(site.resolve("installer/bin/installer")));
    }

    @Test
    void readsKeysThatOpensslMadeAndOpensslReadsOurs() throws Exception {
        Tool.assumeInstalled("openssl");
        Path keys = Files.createDirectory(folder.resolve("keys"));
        Path passphrase = Files.writeString(keys.resolve("passphrase"), "of a person\n");
        succeeds("keygen", "--to", keys, "--passphrase-file", passphrase);

        Tool.Ran reads =
                Tool.run(keys, "openssl", "pkey", "-in", "kubeferry.key", "-passin", "file:passphrase", "-pubout");
        assertEquals(Files.readString(keys.resolve("kubeferry.pub")), reads.output());

        Tool.run(
                keys,
                "sh",
                "-c",
                "openssl ecparam -name prime256v1 -genkey -out sec1.key"
                        + " && openssl pkcs8 -topk8 -in sec1.key -scrypt -passout file:passphrase -out scrypt.key");
        Path out = keys.resolve("out.tar");
        for (String name : new String[] {"sec1.key", "scrypt.key"}) {
            succeeds(
                    "build",
                    spec,
                    "--locked",
                    "--key",
                    keys.resolve(name),
                    "--passphrase-file",
                    passphrase,
                    "--bundle",
                    out);
            Tool.run(keys, "openssl", "pkey", "-in", "sec1.key", "-pubout", "-out", "sec1.pub");
            succeeds("verify", out, "--key", keys.resolve("sec1.pub"));
        }
    }
}
