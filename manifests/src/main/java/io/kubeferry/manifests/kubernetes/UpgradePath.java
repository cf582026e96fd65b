package io.kubeferry.manifests.kubernetes;

import io.kubeferry.manifests.failure.ExitCode;
import io.kubeferry.manifests.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The releases that a cluster goes through on its way to another one: the newest known patch of each minor between, and
 * the target. Within a minor, and to the next one, it goes at once.
 *
 * @param from what the cluster runs; not one of the hops
 * @param hops in order, the last one is the target
 */
public record UpgradePath(KubernetesVersion from, List<KubernetesVersion> hops) {
    /** Older clusters are not brought further: kubeadm's configuration of theirs is not written. */
    public static final KubernetesVersion OLDEST = KubernetesVersion.parse("v1.20.0");

    public UpgradePath {
        hops = List.copyOf(hops);
        KubernetesVersion before = from;
        for (KubernetesVersion hop : hops) {
            Optional<String> broken = VersionSkew.upgrade(before, hop);
            if (broken.isPresent()) {
                throw new IllegalArgumentException(broken.get());
            }
            before = hop;
        }
        if (hops.isEmpty()) {
            throw new IllegalArgumentException("an upgrade has a target");
        }
    }

    /**
     * Finds the way.
     *
     * @param where what asks for it, for messages
     * @param known the releases that a minor between can be taken from
     * @throws Failure with {@link ExitCode#INVALID_INPUT} where no way leads there
     */
    public static UpgradePath between(
            String where, KubernetesVersion from, KubernetesVersion target, Collection<KubernetesVersion> known) {
        if (from.compareTo(target) >= 0) {
            throw invalid(
                    where,
                    VersionSkew.upgrade(from, target).orElseThrow(),
                    "give the version that the cluster runs, which is older than the bundle's");
        }
        if (from.compareTo(OLDEST) < 0 || from.major() != target.major()) {
            throw invalid(
                    where,
                    "upgrades begin at " + OLDEST + " or later, this one at " + from,
                    "upgrade the cluster to " + OLDEST.minorName() + " by its own means first");
        }
        List<KubernetesVersion> hops = new ArrayList<>();
        for (int minor = from.minor() + 1; minor < target.minor(); minor++) {
            hops.add(newest(where, target.major(), minor, known));
        }
        hops.add(target);
        return new UpgradePath(from, hops);
    }

    private static KubernetesVersion newest(String where, int major, int minor, Collection<KubernetesVersion> known) {
        return known.stream()
                .filter(each -> each.major() == major && each.minor() == minor)
                .max(KubernetesVersion::compareTo)
                .orElseThrow(() -> invalid(
                        where,
                        "API servers never skip a minor, and the catalogue knows no release of " + major + "." + minor,
                        "describe one under 'releases' of kubernetes.yaml in a catalogue folder of your own"));
    }

    /** The target. */
    public KubernetesVersion target() {
        return hops.get(hops.size() - 1);
    }

    private static Failure invalid(String where, String what, String next) {
        return Failure.of(ExitCode.INVALID_INPUT, where, what, next);
    }
}
