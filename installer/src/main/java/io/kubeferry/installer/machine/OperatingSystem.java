package io.kubeferry.installer.machine;

import io.kubeferry.manifests.image.Platform;
import java.util.Set;

/**
 * What is installed on a machine.
 *
 * @param name PRETTY_NAME of os-release
 * @param id ID of os-release, such as {@code debian} or {@code rocky}
 * @param version VERSION_ID of os-release; may be empty
 * @param like ID_LIKE of os-release: the systems whose packages it takes, too
 * @param glibc version of the C library; empty where it has none
 * @param packages names of what its package manager has installed
 * @param programs which of the programs that kubeadm, the kubelet and the installer call are there
 */
public record OperatingSystem(
        String name,
        String id,
        String version,
        Set<String> like,
        Platform platform,
        String glibc,
        Set<String> packages,
        Set<String> programs) {
    public OperatingSystem {
        like = Set.copyOf(like);
        packages = Set.copyOf(packages);
        programs = Set.copyOf(programs);
    }
}
