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
import java.util.Optional;

/** The file that describes a site, as a person writes it. */
public final class SiteFile {
    private static final int API_PORT = 6443;
    private static final int API_PORT_BEHIND_PROXY = 6444;
    private static final int HIGHEST_PORT = 65535;

    private static final TextShape RANGE = Shapes.parsed(
            "a range of addresses, such as 10.244.0.0/16, or one of each family: 10.244.0.0/16,fd00:10:244::/56",
            ClusterNetwork::parse);
    private static final TextShape DOMAIN = Shapes.text(
            "a domain, such as cluster.local", "[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

    /** What the file may hold. */
    public static final Shape SHAPE = Shapes.mapping()
            .required("apiVersion", Shapes.constant("kubeferry.io/v1alpha1"))
            .required("kind", Shapes.constant("Site"))
            .required("metadata", Shapes.mapping().required("name", NodeSection.NAME))
            .required(
                    "spec",
                    Shapes.mapping()
                            .required("ssh", SshSection.shape())
                            .required("controlPlaneEndpoint", endpoint())
                            .optional("etcd", EtcdSection.shape())
                            .required("network", network())
                            .optional("kubernetes", CustomisationSection.shape())
                            .optional("folders", FoldersSection.shape())
                            .required("nodes", Shapes.list(NodeSection.shape()).notEmpty()));

    private SiteFile() {}

    private static Shape endpoint() {
        return Shapes.mapping()
                .required("address", NodeSection.ADDRESS)
                .optional("port", Shapes.integer(1, HIGHEST_PORT))
                .required(
                        "provider",
                        Shapes.text("haproxy, nginx, kubeVip or external", "haproxy|nginx|kubeVip|external"))
                .optional("apiServerPort", Shapes.integer(1, HIGHEST_PORT));
    }

    private static Shape network() {
        return Shapes.mapping()
                .required("podSubnet", RANGE)
                .required("serviceSubnet", RANGE)
                .optional("dnsDomain", DOMAIN);
    }

    /**
     * Reads a site's file. Paths in it are relative to its folder.
     *
     * @throws Failure with {@link ExitCode#INVALID_INPUT} and every problem found
     */
    public static Site read(Path file) {
        YamlValue root = Document.read(file.toString(), text(file), SHAPE);
        Problems problems = new Problems();
        YamlValue spec = root.get("spec");
        Path folder = file.toAbsolutePath().getParent();
        Etcd etcd = new EtcdSection(folder, problems)
                .read(spec.find("etcd"), spec.get("nodes").items());
        Customisation customisation = new CustomisationSection(folder, problems).read(spec.find("kubernetes"));
        SshAccess ssh = new SshSection(folder, problems).read(spec.get("ssh"));
        DataFolders folders = FoldersSection.read(spec.find("folders"), problems);
        new SiteCheck(spec, etcd, problems).all();
        problems.throwIfAny(ExitCode.INVALID_INPUT);
        return new Site(
                root.get("metadata").get("name").text(),
                ssh,
                endpoint(spec.get("controlPlaneEndpoint")),
                etcd,
                network(spec.get("network")),
                customisation,
                folders,
                spec.get("nodes").items().stream().map(NodeSection::read).toList());
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

    private static ClusterNetwork network(YamlValue network) {
        return new ClusterNetwork(
                network.get("podSubnet").text(),
                network.get("serviceSubnet").text(),
                network.find("dnsDomain").map(YamlValue::text).orElse("cluster.local"));
    }

    static ControlPlaneEndpoint endpoint(YamlValue given) {
        Provider provider = Provider.of(given.get("provider").text());
        int port = given.find("port").map(YamlValue::integer).orElse(API_PORT);
        Optional<Integer> chosen = given.find("apiServerPort").map(YamlValue::integer);
        return new ControlPlaneEndpoint(
                given.get("address").text(), port, provider, chosen.orElse(apiServerPort(provider, port)));
    }

    /** A proxy stands on the same machines as the API servers: both cannot have 6443. kube-vip moves only the address. */
    private static int apiServerPort(Provider provider, int port) {
        if (provider == Provider.KUBE_VIP) {
            return port;
        }
        return provider.isProxy() && port == API_PORT ? API_PORT_BEHIND_PROXY : API_PORT;
    }
}
