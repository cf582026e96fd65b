package io.kubeferry.installer.site;

import io.kubeferry.manifests.document.Shape;
import io.kubeferry.manifests.document.Shapes;
import io.kubeferry.manifests.document.TextShape;
import io.kubeferry.manifests.document.YamlValue;
import io.kubeferry.manifests.failure.Problems;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A machine in a site's file. */
final class NodeSection {
    static final TextShape NAME = Shapes.text(
            "a name of lower-case letters, digits and '-' (RFC 1123, at most 63)",
            "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    static final TextShape ADDRESS = Shapes.text("an IPv4 address, such as 10.0.0.11", Cidr.ADDRESS);

    private static final String PART = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final TextShape KEY =
            Shapes.text("a label's key, such as example.com/zone", "([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?" + PART);
    private static final TextShape VALUE =
            Shapes.text("a label's value, quoted where it is no word", "(" + PART + ")?");
    private static final TextShape IPV6 = Shapes.text("an IPv6 address, such as fd00::11", Cidr.IPV6_ADDRESS);
    /** What a kubelet may say of itself under Kubernetes' own domains; it does not start with anything else of them. */
    private static final Set<String> KUBELETS_OWN = Set.of(
            "beta.kubernetes.io/arch",
            "beta.kubernetes.io/instance-type",
            "beta.kubernetes.io/os",
            "failure-domain.beta.kubernetes.io/region",
            "failure-domain.beta.kubernetes.io/zone",
            "kubernetes.io/arch",
            "kubernetes.io/hostname",
            "kubernetes.io/os",
            "node.kubernetes.io/instance-type",
            "topology.kubernetes.io/region",
            "topology.kubernetes.io/zone");

    private NodeSection() {}

    static Shape shape() {
        Shape taint = Shapes.mapping()
                .required("key", KEY)
                .optional("value", VALUE)
                .required(
                        "effect",
                        Shapes.text(
                                "NoSchedule, PreferNoSchedule or NoExecute", "NoSchedule|PreferNoSchedule|NoExecute"));
        return Shapes.mapping()
                .required("name", NAME)
                .required("address", ADDRESS)
                .optional("ipv6", IPV6)
                .required(
                        "roles",
                        Shapes.list(Shapes.text("control-plane, worker or etcd", "control-plane|worker|etcd"))
                                .notEmpty())
                .optional("labels", Shapes.dictionary(KEY, VALUE))
                .optional("taints", Shapes.list(taint));
    }

    static Node read(YamlValue given) {
        Set<Role> roles = new LinkedHashSet<>();
        given.get("roles").items().forEach(role -> roles.add(Role.of(role.text())));
        Map<String, String> labels = new TreeMap<>();
        given.find("labels").ifPresent(all -> all.entries().forEach((key, value) -> labels.put(key, value.text())));
        Optional<List<Taint>> taints = given.find("taints")
                .map(list -> list.items().stream().map(NodeSection::taint).collect(Collectors.toList()));
        return new Node(
                given.get("name").text(),
                given.get("address").text(),
                roles,
                given.find("ipv6").map(YamlValue::text).map(Ipv6Address::canonical),
                labels,
                taints);
    }

    private static Taint taint(YamlValue given) {
        return new Taint(
                given.get("key").text(),
                given.find("value").map(YamlValue::text).orElse(""),
                given.get("effect").text());
    }

    /** Tells of labels that a kubelet does not start with, and of what a machine without Kubernetes cannot have. */
    static void check(YamlValue given, Problems problems) {
        given.find("labels")
                .ifPresent(labels -> labels.entries().forEach((key, value) -> checkLabel(key, value, problems)));
        boolean alone =
                given.get("roles").items().stream().anyMatch(role -> role.text().equals(Role.ETCD.label()));
        for (String key : List.of("labels", "taints")) {
            if (alone && given.find(key).isPresent()) {
                problems.add(
                        given.get(key).where(),
                        given.get(key).path() + ": a machine of the etcd's own is no node of Kubernetes",
                        "leave them out");
            }
        }
    }

    private static void checkLabel(String key, YamlValue value, Problems problems) {
        String domain = key.contains("/") ? key.substring(0, key.indexOf('/')) : "";
        boolean reserved = isIn(domain, "kubernetes.io") || isIn(domain, "k8s.io");
        boolean allowed = KUBELETS_OWN.contains(key)
                || isIn(domain, "kubelet.kubernetes.io")
                || isIn(domain, "node.kubernetes.io");
        if (reserved && !allowed) {
            problems.add(
                    value.where(),
                    value.path() + " is not for a node to say of itself: its kubelet would not start",
                    "take a key under a domain of your own, or set it with kubectl when the cluster runs");
        }
    }

    private static boolean isIn(String domain, String parent) {
        return domain.equals(parent) || domain.endsWith("." + parent);
    }
}
