package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.Membership;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.manifests.failure.Problems;
import java.time.Instant;

/** Whether the clocks agree. A certificate that begins in a machine's future is refused there, and a join with it. */
final class ClockCheck implements Check {
    private static final long MOST_APART = 30;
    /** This program did not exist before; a clock that says so was never set. */
    private static final Instant EARLIEST = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        long[] clocks = facts.nodes().values().stream()
                .mapToLong(node -> node.machine().clock().epochSeconds())
                .sorted()
                .toArray();
        long median = clocks[clocks.length / 2];
        for (NodeFacts node : facts.nodes().values()) {
            Instant clock = Instant.ofEpochSecond(node.machine().clock().epochSeconds());
            checkCa(target, facts, node, problems);
            long apart = Math.abs(clock.getEpochSecond() - median);
            if (clock.isBefore(EARLIEST)) {
                problems.add(
                        node.node(),
                        "its clock says " + clock + ", which is before " + EARLIEST,
                        "set the clock: 'date --set=…', then 'hwclock --systohc'");
            } else if (apart > MOST_APART) {
                problems.add(
                        node.node(),
                        "its clock says " + clock + ", " + apart + " s from the others'; at most " + MOST_APART
                                + " s are allowed",
                        "set the clock, and have one machine of the site serve the time to the others");
            }
        }
    }

    /** kubeadm's certificates begin with the cluster's CA, which was made by the clock of another machine. */
    private static void checkCa(Target target, Facts facts, NodeFacts node, Problems problems) {
        Membership membership = new Membership(target.site(), facts);
        long since = facts.node(membership.leader().name()).machine().clock().caSince();
        if (membership.hasCluster() && node.machine().clock().epochSeconds() < since) {
            problems.add(
                    node.node(),
                    "its clock says "
                            + Instant.ofEpochSecond(node.machine().clock().epochSeconds())
                            + ", and the cluster's certificates begin at " + Instant.ofEpochSecond(since),
                    "set the clock: to this machine they are not valid yet");
        }
    }
}
