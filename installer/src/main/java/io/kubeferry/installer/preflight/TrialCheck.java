package io.kubeferry.installer.preflight;

import io.kubeferry.installer.site.Node;
import io.kubeferry.installer.site.Site;
import io.kubeferry.installer.trial.Connections.Attempt;
import io.kubeferry.installer.trial.Trials;
import io.kubeferry.manifests.failure.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What trying showed: whether the machines reach each other, whether the endpoint's address is free, whether disks are fast. */
final class TrialCheck {
    /** As long as etcd's members wait for a leader before they elect another one; slower than advised is a remark. */
    private static final Duration MOST_PER_WRITE = Duration.ofSeconds(1);

    private TrialCheck() {}

    static void check(Site site, Trials trials, Problems problems) {
        checkConnections(site, trials.connections().failed(), problems);
        trials.connections()
                .endpointTakenBy()
                .ifPresent(mac -> problems.add(
                        "spec.controlPlaneEndpoint.address",
                        site.endpoint().address() + " is to be the cluster's virtual address, and a machine with the"
                                + " hardware address " + mac + " has it already",
                        "take it from that machine, or choose an address that nobody has"));
        trials.disks().slowest().forEach((node, time) -> {
            if (time.compareTo(MOST_PER_WRITE) > 0) {
                problems.add(
                        node,
                        site.folders().etcd() + ": one in a hundred small writes takes more than " + time.toMillis()
                                + " ms to be kept; with more than " + MOST_PER_WRITE.toMillis()
                                + " ms etcd loses its leader again and again",
                        "give etcd a faster disk, in spec.folders.etcd, or try again when nobody else writes to it");
            }
        });
    }

    /** Between the same two machines everything is told at once. */
    private record Way(String from, String to, String protocol) {
        static Way of(Attempt attempt) {
            return new Way(attempt.from(), attempt.to(), attempt.protocol());
        }

        String key() {
            return from + " " + to + " " + protocol;
        }
    }

    private static void checkConnections(Site site, List<Attempt> failed, Problems problems) {
        Map<String, List<Attempt>> ways = new TreeMap<>();
        failed.forEach(attempt -> ways.computeIfAbsent(Way.of(attempt).key(), key -> new ArrayList<>())
                .add(attempt));
        ways.values().forEach(attempts -> {
            Way way = Way.of(attempts.get(0));
            String ports = attempts.stream()
                    .map(Attempt::port)
                    .sorted()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", "));
            String protocol = way.protocol().toUpperCase(Locale.ROOT);
            String address = address(site, way.to());
            problems.add(
                    way.from(),
                    "it does not reach " + way.to() + (address.isEmpty() ? "" : " (" + address + ")") + " on "
                            + protocol
                            + " port " + ports
                            + (address.isEmpty() ? "" : ", where " + way.to() + " listened when that was tried"),
                    address.isEmpty()
                            ? "look at what stands between them, and whether it runs"
                            : "look at the packet filters of both ('nft list ruleset') and at what stands between them");
        });
    }

    /** Empty for what is no node of the site. */
    private static String address(Site site, String name) {
        return site.nodes().stream()
                .filter(node -> node.name().equals(name))
                .map(Node::address)
                .findFirst()
                .orElse("");
    }
}
