package io.kubeferry.bundler.build;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.bundler.local.CarriedJava;
import io.kubeferry.bundler.local.LocalFile;
import io.kubeferry.bundler.local.Payload;
import io.kubeferry.bundler.lock.Lock;
import io.kubeferry.bundler.lock.LockYaml;
import io.kubeferry.bundler.lock.LockedImage;
import io.kubeferry.manifests.bundle.CarriedFile;
import io.kubeferry.manifests.content.Digest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The bundle's list of components (SPDX 2.3, JSON): images, files, the installer's libraries and runtimes. What is inside
 * an image is that image's own SBOM's to say.
 */
final class Sbom {
    /** SPDX wants a date; the same lock has to give the same bytes. */
    private static final String NO_TIME = "1970-01-01T00:00:00Z";

    private static final String ROOT = "SPDXRef-bundle";

    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectNode document = mapper.createObjectNode();
    private final ArrayNode packages;
    private final ArrayNode relationships;

    private Sbom(Lock lock) {
        Digest content = Digest.of(LockYaml.write(lock).getBytes(StandardCharsets.UTF_8));
        document.put("spdxVersion", "SPDX-2.3")
                .put("dataLicense", "CC0-1.0")
                .put("SPDXID", "SPDXRef-DOCUMENT")
                .put("name", lock.name() + "-" + lock.version())
                .put("documentNamespace", "https://kubeferry.io/spdx/" + lock.name() + "/" + content.hex());
        document.putObject("creationInfo")
                .put("created", NO_TIME)
                .putArray("creators")
                .add("Tool: kubeferry-bundler");
        packages = document.putArray("packages");
        relationships = document.putArray("relationships");
    }

    static byte[] of(Lock lock, Payload payload) {
        Sbom sbom = new Sbom(lock);
        sbom.packageNode(ROOT, lock.name(), lock.version(), "NOASSERTION");
        sbom.relate("SPDXRef-DOCUMENT", "DESCRIBES", ROOT);
        lock.images().forEach(sbom::image);
        lock.files().forEach(sbom::file);
        payload.runtimes().forEach(sbom::runtime);
        payload.installer().files().stream()
                .filter(file -> file.entry().path().endsWith(".jar"))
                .forEach(sbom::library);
        return sbom.bytes();
    }

    private void image(LockedImage image) {
        Digest digest = image.root().digest();
        String version = image.reference().tag().orElse(digest.toString());
        ObjectNode node = contained(
                "image-" + idOf(image.reference().toString()), image.reference().name(), version);
        checksum(node, digest);
        List<String> path = List.of(image.reference().repository().split("/"));
        reference(
                node,
                "pkg:oci/" + path.get(path.size() - 1) + "@" + encoded(digest.toString()) + "?repository_url="
                        + encoded(image.reference().name())
                        + image.reference()
                                .tag()
                                .map(tag -> "&tag=" + encoded(tag))
                                .orElse(""));
    }

    private void file(CarriedFile file) {
        String id = file.name() + "-" + file.version()
                + file.platform().map(each -> "-" + each).orElse("");
        ObjectNode node = packageNode(
                "SPDXRef-file-" + idOf(id),
                file.name(),
                file.version().isEmpty() ? "NOASSERTION" : file.version(),
                file.origin());
        relate(ROOT, "CONTAINS", "SPDXRef-file-" + idOf(id));
        checksum(node, file.digest());
    }

    private void runtime(CarriedJava java) {
        contained(
                "runtime-" + idOf(java.platform().toString()),
                "openjdk-runtime-" + java.platform(),
                java.javaVersion());
    }

    private void library(LocalFile file) {
        String name = file.entry().path().substring(file.entry().path().lastIndexOf('/') + 1);
        checksum(
                contained("library-" + idOf(name), name, "NOASSERTION"),
                file.entry().digest());
    }

    private ObjectNode contained(String id, String name, String version) {
        relate(ROOT, "CONTAINS", "SPDXRef-" + id);
        return packageNode("SPDXRef-" + id, name, version, "NOASSERTION");
    }

    private ObjectNode packageNode(String id, String name, String version, String location) {
        ObjectNode node = packages.addObject();
        node.put("SPDXID", id).put("name", name);
        if (!version.equals("NOASSERTION")) {
            node.put("versionInfo", version);
        }
        return node.put("downloadLocation", location)
                .put("filesAnalyzed", false)
                .put("licenseConcluded", "NOASSERTION")
                .put("licenseDeclared", "NOASSERTION")
                .put("copyrightText", "NOASSERTION");
    }

    private static void checksum(ObjectNode node, Digest digest) {
        node.putArray("checksums").addObject().put("algorithm", "SHA256").put("checksumValue", digest.hex());
    }

    private static void reference(ObjectNode node, String purl) {
        node.putArray("externalRefs")
                .addObject()
                .put("referenceCategory", "PACKAGE-MANAGER")
                .put("referenceType", "purl")
                .put("referenceLocator", purl);
    }

    private void relate(String from, String type, String to) {
        relationships
                .addObject()
                .put("spdxElementId", from)
                .put("relationshipType", type)
                .put("relatedSpdxElement", to);
    }

    /** SPDX identifiers have letters, digits, '.' and '-' only; a piece of the digest keeps them apart. */
    private static String idOf(String text) {
        return text.replaceAll("[^A-Za-z0-9.-]", "-") + "-"
                + Digest.of(text.getBytes(StandardCharsets.UTF_8)).brief();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        try {
            return (mapper.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers", e);
        }
    }
}
