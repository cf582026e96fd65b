package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.machine.Storage;
import io.kubeferry.installer.site.Node;
import io.kubeferry.manifests.failure.Problems;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the file systems can hold what is to be on them, apart from how much that is. */
final class StorageCheck implements Check {
    private static final List<String> TEMPORARY = List.of("/tmp", "/var/tmp");

    @Override
    public void check(Target target, Facts facts, Problems problems) {
        for (Node node : target.site().nodes()) {
            Storage storage = facts.node(node.name()).machine().storage();
            checkMounts(node, storage, problems);
            checkLinks(node, storage, problems);
            checkLayers(node, storage, problems);
        }
    }

    private static void checkMounts(Node node, Storage storage, Problems problems) {
        Set<String> folders = new TreeSet<>(storage.noexec());
        TEMPORARY.forEach(folders::remove);
        if (!folders.isEmpty()) {
            problems.add(
                    node.name(),
                    String.join(", ", folders) + ": mounted noexec, and programs are started from there",
                    "mount it without noexec: 'mount -o remount,exec …', and correct /etc/fstab");
        }
    }

    /** Found out by containerd, this shows as API servers that nobody answers for, minutes into the first init. */
    private static void checkLayers(Node node, Storage storage, Problems problems) {
        storage.withoutLayers()
                .forEach((folder, kind) -> problems.add(
                        node.name(),
                        folder + " is on a file system (" + kind
                                + ") on which containers' layers cannot lie upon each other",
                        kind.startsWith("XFS")
                                ? "make the file system anew with 'mkfs.xfs -n ftype=1', or name a folder of another one"
                                        + " in spec.folders"
                                : "mount ext4 or XFS there, or name a folder of such a file system in spec.folders"));
    }

    /** The kubelet compares the paths of mounts, and a reset would empty the link and not the folder. */
    private static void checkLinks(Node node, Storage storage, Problems problems) {
        storage.links()
                .forEach((folder, leads) -> problems.add(
                        node.name(),
                        folder + " is a symbolic link to " + leads + ": what is mounted below it is not found again",
                        "name " + leads + " itself in spec.folders, or mount it at " + folder));
    }
}
