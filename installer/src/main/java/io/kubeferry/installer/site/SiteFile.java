package io.kubeferry.installer.site;

import io.kubeferry.installer.site.ControlPlaneEndpoint.Provider;
import io.kubeferry.manifests.document.Document;
import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import io.kubeferry.manifests.failure.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** The file that describes a site, as a person writes it. */
public final class SiteFile {
    private static final int SSH_PORT = 22;
    private static final int API_PORT = 6443;
    private static final int API_PORT_BEHIND_HAPROXY = 6444;
    private static final int HIGHEST_PORT = 65535;

    private static final TextShape NAME = Shapes.text(
            "a name of lower-case letters, digits and '-' (RFC 1123, at most 63)",
            "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final TextShape ADDRESS = Shapes.text("an IPv4 address, such as 10.0.0.11", Cidr.ADDRESS);
    private static final TextShape RANGE =
            Shapes.parsed("a range of IPv4 addresses, such as 10.244.0.0/16", Cidr::parse);
    private static final TextShape DOMAIN = Shapes.text(
            "a domain, such as cluster.local", "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** What the file may hold. */
    public static final Shape SHAPE = Shapes.mapping()
            .required("apiVersion", Shapes.constant("kubeferry.io/v1alpha1"))
            .required("kind", Shapes.constant("Site"))
            .required("metadata", Shapes.mapping().required("name", NAME))
            .required(
                    "spec",
                    Shapes.mapping()
                            .required("ssh", ssh())
                            .required("controlPlaneEndpoint", endpoint())
                            .optional("etcd", etcd())
                            .required("network", network())
                            .required("nodes", Shapes.list(node()).notEmpty()));

    private SiteFile() {}

    private static Shape ssh() {
        return Shapes.mapping()
                .optional("user", Shapes.text("a user's name", "[a-z_][-a-z0-9_.]*"))
                .optional("port", Shapes.integer(1, HIGHEST_PORT))
                .required("keyFile", Shapes.text())
                .required("knownHostsFile", Shapes.text());
    }

    private static Shape endpoint() {
        return Shapes.mapping()
                .required("address", ADDRESS)
                .optional("port", Shapes.integer(1, HIGHEST_PORT))
                .required("provider", Shapes.text("haproxy or external", "haproxy|external"))
                .optional("apiServerPort", Shapes.integer(1, HIGHEST_PORT));
    }

    private static Shape etcd() {
        // 'external' is a word of the format already, so that the answer to it is better than "unknown key".
        return Shapes.mapping()
                .optional("stacked", Shapes.mapping())
                .optional("external", Shapes.mapping().optional("endpoints", Shapes.list(Shapes.text())))
                .choice();
    }

    private static Shape network() {
        return Shapes.mapping()
                .required("podSubnet", RANGE)
                .required("serviceSubnet", RANGE)
                .optional("dnsDomain", DOMAIN);
    }

    private static Shape node() {
        return Shapes.mapping()
                .required("name", NAME)
                .required("address", ADDRESS)
                .required(
                        "roles",
                        Shapes.list(Shapes.text("control-plane or worker", "control-plane|worker"))
                                .notEmpty());
    }

    /**
     * Reads a site's file. Paths in it are relative to its folder.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and every problem found
     */
    public static Site read(Path file) {
        YamlValue root = Document.read(file.toString(), text(file), SHAPE);
        Problems problems = new Problems();
        new SiteCheck(root.get("spec"), problems).all();
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return site(root, file.toAbsolutePath().getParent());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw Failure.of(ExitCode.USAGE, file.toString(), "no such file", "give the path of the site's file", e);
        } catch (IOException e) {
            throw Failure.of(
                    ExitCode.INVALID_INPUT,
                    file.toString(),
                    "cannot be read as UTF-8 text: " + e.getMessage(),
                    "check the file and its permissions",
                    e);
        }
    }

    private static Site site(YamlValue root, Path folder) {
        YamlValue spec = root.get("spec");
        YamlValue ssh = spec.get("ssh");
        YamlValue network = spec.get("network");
        return new Site(
                root.get("metadata").get("name").text(),
                new SshAccess(
                        ssh.find("user").map(YamlValue::text).orElse("root"),
                        ssh.find("port").map(YamlValue::integer).orElse(SSH_PORT),
                        folder.resolve(ssh.get("keyFile").text()),
                        folder.resolve(ssh.get("knownHostsFile").text())),
                endpoint(spec.get("controlPlaneEndpoint")),
                new ClusterNetwork(
                        network.get("podSubnet").text(),
                        network.get("serviceSubnet").text(),
                        network.find("dnsDomain").map(YamlValue::text).orElse("cluster.local")),
                spec.get("nodes").items().stream().map(SiteFile::node).toList());
    }

    static ControlPlaneEndpoint endpoint(YamlValue given) {
        Provider provider =
                given.get("provider").text().equals(Provider.HAPROXY.label()) ? Provider.HAPROXY : Provider.EXTERNAL;
        int port = given.find("port").map(YamlValue::integer).orElse(API_PORT);
        Optional<Integer> chosen = given.find("apiServerPort").map(YamlValue::integer);
        return new ControlPlaneEndpoint(
                given.get("address").text(), port, provider, chosen.orElse(apiServerPort(provider, port)));
    }

    /** HAProxy stands on the same machines as the API servers: both cannot have 6443. */
    private static int apiServerPort(Provider provider, int port) {
        return provider == Provider.HAPROXY && port == API_PORT ? API_PORT_BEHIND_HAPROXY : API_PORT;
    }

    private static Node node(YamlValue given) {
        Set<Role> roles = new LinkedHashSet<>();
        for (YamlValue role : given.get("roles").items()) {
            roles.add(role.text().equals(Role.CONTROL_PLANE.label()) ? Role.CONTROL_PLANE : Role.WORKER);
        }
        return new Node(given.get("name").text(), given.get("address").text(), roles);
    }
}
