package io.kubeferry.installer.site;

import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of a site's file about etcd. */
final class EtcdSection {
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> FILES = List.of("caFile", "certFile", "keyFile");

    private final Path folder;
    private final Problems problems;

    /**
     * A reader of the section.
     *
     * @param folder what paths in it are relative to
     */
    EtcdSection(Path folder, Problems problems) {
        this.folder = folder;
        this.problems = problems;
    }

    static Shape shape() {
        return Shapes.mapping()
                .optional("stacked", Shapes.mapping())
                .optional(
                        "external",
                        Shapes.mapping()
                                .optional("nodes", Shapes.list(Shapes.text()).notEmpty())
                                .optional(
                                        "endpoints",
                                        Shapes.list(Shapes.text(
                                                        "a member's URL, such as https://10.0.0.31:2379",
                                                        "https://[^/\\s]+:[0-9]+"))
                                                .notEmpty())
                                .optional("caFile", Shapes.text())
                                .optional("certFile", Shapes.text())
                                .optional("keyFile", Shapes.text()))
                .choice();
    }

    /** What the section says; the files of an existing etcd's certificates are read. */
    Etcd read(Optional<YamlValue> section, List<YamlValue> nodes) {
        Optional<YamlValue> external = section.flatMap(etcd -> etcd.find("external"));
        if (external.isEmpty()) {
            refuseEtcdNodes(nodes);
            return new Etcd.Stacked();
        }
        YamlValue given = external.get();
        if (given.find("nodes").isPresent() == given.find("endpoints").isPresent()) {
            problems.add(
                    given.where(),
                    given.path() + " is a choice between an etcd to be set up and one that is there",
                    "give either nodes: [names of nodes with the role etcd], or endpoints, caFile, certFile and keyFile");
            return new Etcd.OwnNodes();
        }
        return given.find("nodes").isPresent() ? onNodes(given, nodes) : existing(given, nodes);
    }

    private void refuseEtcdNodes(List<YamlValue> nodes) {
        for (YamlValue node : nodes) {
            if (isEtcd(node)) {
                problems.add(
                        node.get("roles").where(),
                        node.path() + " has the role etcd, and no etcd of its own is asked for",
                        "name it in spec.etcd.external.nodes, or give it another role");
            }
        }
    }

    private Etcd onNodes(YamlValue given, List<YamlValue> nodes) {
        for (String file : FILES) {
            given.find(file)
                    .ifPresent(extra -> problems.add(
                            extra.where(),
                            extra.path() + " is for an etcd that is there already",
                            "leave it out: certificates of an etcd on nodes of the site are made by the installer"));
        }
        List<YamlValue> named = given.get("nodes").items();
        Map<String, YamlValue> byName = new LinkedHashMap<>();
        nodes.forEach(node -> byName.put(node.get("name").text(), node));
        for (YamlValue name : named) {
            if (!byName.containsKey(name.text())) {
                problems.add(
                        name.where(),
                        name.path() + " is '" + name.text() + "', and no node has that name",
                        "add it to spec.nodes with roles: [etcd]");
            } else if (!isEtcd(byName.get(name.text()))) {
                problems.add(
                        name.where(),
                        name.path() + " is '" + name.text() + "', which has not the role etcd",
                        "give that node roles: [etcd]; an etcd beside a control plane is etcd: {stacked: {}}");
            }
        }
        refuseUnnamed(nodes, named);
        if (named.size() % 2 == 0) {
            problems.add(
                    given.get("nodes").where(),
                    given.get("nodes").path() + " has " + named.size() + " members: etcd survives no more failures"
                            + " with " + named.size() + " than with " + (named.size() - 1),
                    "make it an odd number: 1, 3 or 5");
        }
        return new Etcd.OwnNodes();
    }

    private void refuseUnnamed(List<YamlValue> nodes, List<YamlValue> named) {
        Set<String> names = named.stream().map(YamlValue::text).collect(Collectors.toSet());
        for (YamlValue node : nodes) {
            YamlValue roles = node.get("roles");
            if (isEtcd(node) && !names.contains(node.get("name").text())) {
                problems.add(
                        roles.where(),
                        node.path() + " has the role etcd and is not in spec.etcd.external.nodes",
                        "name it there, or give it another role");
            }
            if (isEtcd(node) && roles.items().size() > 1) {
                problems.add(
                        roles.where(),
                        node.path() + " has the role etcd and others: its kubelet belongs to no cluster",
                        "give the role etcd to machines of its own, or take etcd: {stacked: {}}");
            }
        }
    }

    private static boolean isEtcd(YamlValue node) {
        return node.get("roles").items().stream().anyMatch(role -> role.text().equals(Role.ETCD.label()));
    }

    private Etcd existing(YamlValue given, List<YamlValue> nodes) {
        refuseEtcdNodes(nodes);
        List<String> endpoints =
                given.get("endpoints").items().stream().map(YamlValue::text).toList();
        String authority = certificate(given, "caFile");
        String certificate = certificate(given, "certFile");
        String key = file(given, "keyFile");
        if (!key.isEmpty() && !key.contains("PRIVATE KEY-----")) {
            YamlValue value = given.get("keyFile");
            problems.add(value.where(), value.path() + " holds no private key in PEM", "name the key of certFile");
        }
        if (isCurveInPkcs8(key)) {
            YamlValue value = given.get("keyFile");
            problems.add(
                    value.where(),
                    value.path() + " is a key on an elliptic curve in PKCS #8, which kubeadm cannot hand to further"
                            + " control planes",
                    "write it in its other form: openssl ec -in KEY -out NEW-KEY");
        }
        return new Etcd.Existing(endpoints, authority, certificate, new Secret("etcd-client-key", key));
    }

    private static boolean isCurveInPkcs8(String pem) {
        Matcher matcher = PKCS8.matcher(pem);
        if (!matcher.find()) {
            return false;
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
            KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
            return true;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false; // an RSA key, which kubeadm knows in this form
        }
    }

    private String certificate(YamlValue given, String name) {
        String text = file(given, name);
        try {
            if (!text.isEmpty()) {
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
            }
        } catch (CertificateException e) {
            YamlValue value = given.get(name);
            problems.add(
                    value.where(),
                    value.path() + " holds no certificate in PEM: " + e.getMessage(),
                    "name a file that begins with -----BEGIN CERTIFICATE-----");
        }
        return text;
    }

    /** A file's text; empty, with a problem told, where there is none. */
    private String file(YamlValue given, String name) {
        Optional<YamlValue> path = given.find(name);
        if (path.isEmpty()) {
            problems.add(
                    given.where(),
                    given.path() + " lacks the key '" + name + "'",
                    "an existing etcd wants caFile, certFile and keyFile");
            return "";
        }
        Path file = folder.resolve(path.get().text());
        try {
            return Files.readString(file);
        } catch (IOException e) {
            problems.add(
                    path.get().where(),
                    path.get().path() + ": " + file + " cannot be read as text: " + e.getMessage(),
                    "name a PEM file; paths are relative to the site's file");
            return "";
        }
    }
}
