package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.service.ContainerdVersion;
import io.kubeferry.manifests.failure.Problems;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether containerd finds the C library that it was linked against. Upstream builds its archive on Ubuntu 22.04 from 2.1 on
 * (its workflow release.yml), whose programs want the symbols of glibc 2.34; on Ubuntu 20.04 before, 2.31 at most.
 */
final class LibraryCheck implements Check {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int LEAST_MINOR = 34;

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        String containerd = target.kubernetes().toolVersion("containerd");
        if (!ContainerdVersion.parse(containerd).isAtLeast(2, 1)) {
            return;
        }
        for (NodeFacts node : facts.nodes().values()) {
            String glibc = node.machine().system().glibc();
            if (!isEnough(glibc)) {
                problems.add(
                        node.node(),
                        "the machine has " + (glibc.isEmpty() ? "no glibc" : "glibc " + glibc) + ", and containerd "
                                + containerd + " needs 2." + LEAST_MINOR + " or later",
                        "take a newer operating system; up to Kubernetes 1.35 a bundle may have containerd 2.0 or 1.7 instead");
            }
        }
    }

    private static boolean isEnough(String glibc) {
        Matcher matcher = VERSION.matcher(glibc);
        if (!matcher.matches()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > 2 || major == 2 && Integer.parseInt(matcher.group(2)) >= LEAST_MINOR;
    }
}
