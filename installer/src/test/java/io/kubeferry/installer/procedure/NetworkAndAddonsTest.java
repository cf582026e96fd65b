package io.kubeferry.installer.procedure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.kubeferry.installer.GoldenFile;
import io.kubeferry.installer.SampleMachine;
import io.kubeferry.installer.Samples;
import io.kubeferry.installer.desired.Addon;
import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.ClusterFacts;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.machine.Machine;
import io.kubeferry.installer.plan.Action.Place;
import io.kubeferry.installer.plan.FileContent.Text;
import io.kubeferry.installer.plan.PhasePlan;
import io.kubeferry.installer.plan.Plan;
import io.kubeferry.installer.plan.PlanText;
import io.kubeferry.installer.plan.PlannedFile;
import io.kubeferry.installer.site.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the network and the add-ons of a bundle become on a site. */
class NetworkAndAddonsTest {
    private static final Set<String> PHASES = Set.of("InstallNetwork", "VerifyNetwork", "ApplyAddons");

    /** The parts of Calico's manifest that the installer looks at. */
    private static final String CALICO = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: calico-config, namespace: kube-system}
            data:
              calico_backend: "bird"
              cni_network_config: '{"ipam": {"type": "calico-ipam"}}'
            ---
            apiVersion: apps/v1
            kind: DaemonSet
            metadata: {name: calico-node, namespace: kube-system}
            spec:
              template:
                spec:
                  containers:
                    - name: calico-node
                      env:
                        # - name: CALICO_IPV4POOL_CIDR
                        #   value: "192.168.0.0/16"
                        - name: CALICO_IPV4POOL_IPIP
                          value: "Always"
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: calico-kube-controllers, namespace: kube-system}
            """;

    /** The parts of Weave Net's manifest that the installer looks at. */
    private static final String WEAVE = """
            apiVersion: v1
            kind: List
            items:
              - apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: weave-net, namespace: kube-system}
                spec:
                  template:
                    spec:
                      containers:
                        - name: weave
                          env:
                            - name: INIT_CONTAINER
                              value: "true"
            """;

    private static final Addon METRICS =
            new Addon("metrics-server", "v0.9.0", List.of(Addon.Manifest.of("components.yaml", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: metrics-server, namespace: kube-system}
                    spec:
                      template:
                        spec:
                          containers:
                          - name: metrics-server
                            args:
                            - --secure-port=10250
                    ---
                    apiVersion: apiregistration.k8s.io/v1
                    kind: APIService
                    metadata: {name: v1beta1.metrics.k8s.io}
                    """)));

    private static final Addon SHOP =
            new Addon("shop", "", List.of(Addon.Manifest.of("a.yaml", """
                            apiVersion: apiextensions.k8s.io/v1
                            kind: CustomResourceDefinition
                            metadata: {name: orders.shop.example}
                            ---
                            apiVersion: v1
                            kind: Namespace
                            metadata: {name: shop}
                            """), Addon.Manifest.of("b.yaml", """
                            {apiVersion: shop.example/v1, kind: Order, metadata: {name: first, namespace: orders}}
                            ---
                            {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: till, namespace: shop}}
                            """)));

    private final Target flannel = Samples.target(Samples.smallSite(), Samples.kubernetes136());
    private final Target calico = Samples.withNetwork(flannel, "calico", "v3.31.7", CALICO);

    private static String planned(Target target) {
        return planned(target, Samples.bare(target.site()));
    }

    private static String planned(Target target, Facts facts) {
        List<PhasePlan> phases = InstallPhases.plan(target, facts).phases().stream()
                .filter(phase -> PHASES.contains(phase.phase()))
                .toList();
        return PlanText.of(new Plan(phases));
    }

    private static String placed(Target target, String path) {
        return placed(target, Samples.bare(target.site()), path);
    }

    private static String placed(Target target, Facts facts, String path) {
        return InstallPhases.plan(target, facts).phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .flatMap(step -> step.actions().stream())
                .filter(Place.class::isInstance)
                .flatMap(action -> ((Place) action).files().stream())
                .filter(file -> file.path().equals(path))
                .map(PlannedFile::content)
                .map(content -> ((Text) content).text())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void planOfCalicoIsAsWritten() {
        GoldenFile.check("plan/calico.txt", planned(calico));
        String manifest = placed(calico, "/etc/kubeferry/network/calico.yaml");
        assertTrue(
                manifest.contains("- name: CALICO_IPV4POOL_CIDR\n              value: \"10.244.0.0/16\"\n"), manifest);
        assertTrue(manifest.contains("value: \"can-reach=10.0.0.11\""), manifest);
    }

    @Test
    void flannelTakesTheSitesNetworkWhereTheDefaultRouteIsInAnother() {
        Node node = flannel.site().firstControlPlane();
        String path = "/etc/kubeferry/network/flannel.yaml";
        assertFalse(placed(flannel, routed(node, "eth0"), path).contains("--iface-regex"));
        assertTrue(placed(flannel, routed(node, "eth1"), path).contains("--iface-regex=^(10[.]0[.]0[.]11)$"));
        Target dual = Samples.target(Samples.customisedSite(), Samples.kubernetes136());
        String both = placed(dual, path);
        assertTrue(both.contains("--iface-regex=^(10[.]0[.]0[.]11|10[.]0[.]0[.]21|fd00::11|fd00::21)$"), both);
    }

    private static Facts routed(Node node, String device) {
        Machine machine = SampleMachine.of(node).routed(device).build();
        return new Facts(Map.of(node.name(), Samples.bare(node, machine)), ClusterFacts.none());
    }

    @Test
    void planOfWeaveIsAsWritten() {
        Target weave = Samples.withNetwork(flannel, "weave", "v2.8.1", WEAVE);
        GoldenFile.check("plan/weave.txt", planned(weave));
        String manifest = placed(weave, "/etc/kubeferry/network/weave.yaml");
        assertTrue(manifest.contains("- name: IPALLOC_RANGE\n                  value: \"10.244.0.0/16\"\n"), manifest);
    }

    @Test
    void planOfAddonsIsAsWritten() {
        GoldenFile.check("plan/addons.txt", planned(Samples.withAddons(calico, METRICS, SHOP)));
    }

    @Test
    void onlyMetricsServerIsToldNotToCheckTheKubelets() {
        Target target = Samples.withAddons(calico, METRICS, SHOP);
        assertTrue(
                placed(target, "/etc/kubeferry/addons/metrics-server/1.yaml").contains("- --kubelet-insecure-tls\n"));
        assertEquals(
                SHOP.manifests().get(0).text(),
                placed(target, "/etc/kubeferry/addons/shop/1.yaml"),
                "as it was written");
    }

    @Test
    void convergesAndComesBackToWhatIsGone() {
        Target target = Samples.withAddons(
                Samples.withNetwork(
                        Samples.target(Samples.site(), Samples.kubernetes120()), "calico", "v3.20.6", CALICO),
                METRICS,
                SHOP);
        SimulatedSite site = new SimulatedSite(target);
        site.apply(InstallPhases.plan(target, site.facts()));
        assertTrue(InstallPhases.plan(target, site.facts()).isEmpty(), () -> planned(target, site.facts()));
        site.lose("shop/statefulset/till");
        String again = planned(target, site.facts());
        assertTrue(again.contains("apply shop") && !again.contains("apply metrics-server"), again);
        site.apply(InstallPhases.plan(target, site.facts()));
        assertTrue(InstallPhases.plan(target, site.facts()).isEmpty());
        site.stop("kube-system/deployment/metrics-server");
        String wait = planned(target, site.facts());
        assertTrue(wait.contains("wait until metrics-server v0.9.0 runs") && !wait.contains("apply"), wait);
    }

    @Test
    void triesTheNetworkAgainWithANewMember() {
        Target two = Samples.target(
                Samples.site(Samples.site().endpoint(), Samples.controlPlane(1), Samples.worker(1)),
                Samples.kubernetes120());
        SimulatedSite site = new SimulatedSite(two);
        site.apply(InstallPhases.plan(two, site.facts()));
        assertFalse(planned(two, site.facts()).contains("try pods"));
        Target three = Samples.target(
                Samples.site(Samples.site().endpoint(), Samples.controlPlane(1), Samples.worker(1), Samples.worker(2)),
                Samples.kubernetes120());
        Facts facts = new Facts(Samples.bare(three.site()).nodes(), site.facts().cluster());
        assertTrue(planned(three, facts).contains("try pods"));
    }
}
