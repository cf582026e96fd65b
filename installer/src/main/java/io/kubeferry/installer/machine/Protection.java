package io.kubeferry.installer.machine;

import java.util.Set;

/**
 * What a machine lets its programs do.
 *
 * @param uid of the user that the commands run as
 * @param mayRaiseOomScore whether processes may lower their own OOM score (CAP_SYS_RESOURCE)
 * @param mayWriteConntrack whether {@code net.netfilter.nf_conntrack_max} can be written
 * @param selinux {@code enforcing}, {@code permissive} or {@code disabled}
 * @param firewallZone the zone of firewalld that everybody else is in: its default zone, {@code ANY} where no interface was put into
 *     that; empty where firewalld does not run
 * @param guards {@code fapolicyd} where it starts no program of ours, {@code ufw} where it forwards no packet of a pod
 */
public record Protection(
        int uid,
        boolean mayRaiseOomScore,
        boolean mayWriteConntrack,
        String selinux,
        String firewallZone,
        Set<String> guards) {
    public Protection {
        guards = Set.copyOf(guards);
    }

    public boolean hasSelinux() {
        return !selinux.equals("disabled");
    }

    public boolean hasFirewalld() {
        return !firewallZone.isEmpty();
    }
}
