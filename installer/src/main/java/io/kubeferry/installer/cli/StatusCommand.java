package io.kubeferry.installer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.status.NodeStatus;
import io.kubeferry.installer.status.SiteStatus;
import io.kubeferry.manifests.failure.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        sortOptions = false,
        name = "status",
        description = "Shows the site's nodes, services, certificates and what runs in the cluster.",
        footer = {"", "Only looks. Ends with 0 where all is well, with 15 where it is not."})
final class StatusCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private SiteOption site;

    @Mixin
    private OutputOption output;

    StatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Site described = site.read();
        try (SiteSession session = SiteSession.connect(described, terminal, site.parallel())) {
            SiteStatus status = SiteStatus.of(described, session.observe(), session.hosts());
            terminal.out()
                    .print(
                            output.json()
                                    ? json(status).toPrettyString() + System.lineSeparator()
                                    : StatusText.of(status));
            terminal.out().flush();
            return status.healthy() ? 0 : ExitCode.CLUSTER_NOT_HEALTHY.number();
        }
    }

    private static ObjectNode json(SiteStatus status) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("site", status.site())
                .put("endpoint", status.endpoint())
                .put("endpointAnswers", status.endpointAnswers())
                .put("cluster", status.clusterExists())
                .put("healthy", status.healthy());
        ArrayNode nodes = json.putArray("nodes");
        status.nodes().forEach(node -> add(nodes.addObject(), node));
        ObjectNode workloads = json.putObject("workloads");
        status.workloads().forEach(workloads::put);
        return json;
    }

    private static void add(ObjectNode json, NodeStatus node) {
        json.put("name", node.name()).put("address", node.address()).put("roles", node.roles());
        node.version().ifPresent(version -> json.put("version", version));
        node.ready().ifPresent(ready -> json.put("ready", ready));
        ObjectNode services = json.putObject("services");
        node.services().forEach(services::put);
        ObjectNode certificates = json.putObject("certificates");
        node.certificates().forEach((path, end) -> certificates.put(path, end.toString()));
    }
}
