package io.kubeferry.installer.cli;

import io.kubeferry.installer.status.NodeStatus;
import io.kubeferry.installer.status.SiteStatus;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A site's status for a person. */
final class StatusText {
    private static final String ROW = "  %-16s %-16s %-14s %-10s %-9s %s%n";

    private StatusText() {}

    static String of(SiteStatus status) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "site %s: %s%n",
                status.site(),
                status.healthy() ? "all is well" : status.clusterExists() ? "NOT WELL" : "no cluster"));
        text.append(String.format(
                Locale.ROOT,
                "endpoint https://%s %s%n",
                status.endpoint(),
                status.endpointAnswers() ? "answers" : "DOES NOT ANSWER"));
        text.append(String.format(
                Locale.ROOT,
                ROW,
                "NODE",
                "ADDRESS",
                "ROLES",
                "VERSION",
                "STATE",
                "SERVICES, FIRST CERTIFICATE TO END"));
        status.nodes().forEach(node -> text.append(row(node)));
        List<String> unready = status.workloads().entrySet().stream()
                .filter(each -> !each.getValue())
                .map(Map.Entry::getKey)
                .toList();
        if (status.clusterExists()) {
            text.append(String.format(
                    Locale.ROOT,
                    "workloads: %d of %d ready%s%n",
                    status.workloads().size() - unready.size(),
                    status.workloads().size(),
                    unready.isEmpty() ? "" : "; not ready: " + String.join(", ", unready)));
        }
        return text.toString();
    }

    private static String row(NodeStatus node) {
        String services = node.services().entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
        String certificate = node.firstToEnd()
                .map(each -> "; " + each.getKey() + " " + date(each.getValue()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                ROW,
                node.name(),
                node.address(),
                node.roles(),
                node.version().orElse("-"),
                node.ready().map(ready -> ready ? "Ready" : "NOT READY").orElse("not there"),
                services + certificate);
    }

    private static String date(Instant end) {
        return end.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }
}
