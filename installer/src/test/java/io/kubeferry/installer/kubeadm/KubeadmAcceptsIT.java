package io.kubeferry.installer.kubeadm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kubeferry.installer.Programs;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.plan.Placeholder;
import io.kubeferry.installer.site.ClusterNetwork;
import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configurations, read by the kubeadm of 1.20.2 that the lab has built. */
class KubeadmAcceptsIT {
    @TempDir
    private Path folder;

    @Test
    void readsTheConfigurationOfACustomisedCluster() throws IOException, InterruptedException {
        Site site = ofOneFamily(Samples.customisedSite());
        KubeadmConfig config = new KubeadmConfig(site, Samples.kubernetes120());
        String read = migrated(config.init(new KubeadmNode(site.firstControlPlane(), Optional.empty()), false));
        for (String part : List.of(
                "audit-policy-file: /etc/kubernetes/audit.yaml",
                "feature-gates: GracefulNodeShutdown=true",
                "dataDir: /data/etcd",
                "quota-backend-bytes: \"4294967296\"",
                "pathType: File",
                "- api.depot-7.example",
                "dnsDomain: depot.local",
                "taints: []",
                "root-dir: /data/kubelet")) {
            assertTrue(read.contains(part), () -> "kubeadm did not read '" + part + "' in " + read);
        }
    }

    @Test
    void wantsNoEtcdWhereThatIsOutsideAndOneOnItsOwnMachine() throws IOException, InterruptedException {
        Site site = Samples.siteWithEtcdNodes();
        KubeadmConfig config = new KubeadmConfig(site, Samples.kubernetes120());
        Path init = written(config.init(new KubeadmNode(site.firstControlPlane(), Optional.empty()), true));
        assertEquals(
                false,
                kubeadm("config", "images", "list", "--config", init.toString()).contains("/etcd:"));
        String member = new EtcdNodeConfig(site, Samples.kubernetes120()).kubeadm(Samples.etcdNode(2));
        String read = migrated(member);
        assertTrue(read.contains("initial-cluster: etcd-1=https://10.0.0.31:2380,etcd-2=https://10.0.0.32:2380"), read);
        assertTrue(read.contains("advertiseAddress: 10.0.0.32"), read);
    }

    @Test
    void readsWhatANodeJoinsWith() throws IOException, InterruptedException {
        Site site = ofOneFamily(Samples.customisedSite());
        Node worker = site.workers().get(0);
        String read = migrated(
                new KubeadmConfig(site, Samples.kubernetes120()).join(new KubeadmNode(worker, Optional.empty())));
        assertTrue(read.contains("key: example.com/gpu"), read);
        assertTrue(read.contains("node-labels: example.com/disk=ssd,example.com/rack=r1"), read);
    }

    /** kubeadm reads it, checks it, and writes what it understood. */
    private String migrated(String config) throws IOException, InterruptedException {
        return kubeadm("config", "migrate", "--old-config", written(config).toString());
    }

    private Path written(String config) throws IOException {
        String filled = config.replace(Placeholder.JOIN_TOKEN.mark(), "abcdef.0123456789abcdef")
                .replace(Placeholder.CERTIFICATE_KEY.mark(), "0".repeat(64))
                .replace(Placeholder.CA_CERT_HASH.mark(), "sha256:" + "0".repeat(64));
        return Files.writeString(folder.resolve("config.yaml"), filled);
    }

    private static String kubeadm(String... arguments) throws IOException, InterruptedException {
        String cache = Optional.ofNullable(System.getenv("KUBEFERRY_CACHE"))
                .orElse(System.getProperty("user.home") + "/.cache/kubeferry");
        Path program = Path.of(cache, "lab", "kubernetes", "v1.20.2", "kubeadm");
        assumeTrue(Files.isExecutable(program), "skipped: the lab has built no kubeadm (airgap-samples/lab/prepare)");
        String[] argv = new String[arguments.length + 1];
        argv[0] = program.toString();
        System.arraycopy(arguments, 0, argv, 1, arguments.length);
        return Programs.run(argv);
    }

    /** 1.20 has both families as an alpha feature only. */
    private static Site ofOneFamily(Site site) {
        List<Node> nodes = site.nodes().stream()
                .map(node -> new Node(
                        node.name(), node.address(), node.roles(), Optional.empty(), node.labels(), node.taints()))
                .toList();
        return new Site(
                site.name(),
                site.ssh(),
                site.endpoint(),
                site.etcd(),
                new ClusterNetwork("10.244.0.0/16", "10.96.0.0/12", "depot.local"),
                site.customisation(),
                site.folders(),
                nodes);
    }
}
