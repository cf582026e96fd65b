package io.kubeferry.installer.preflight;

import io.kubeferry.installer.desired.Target;
import io.kubeferry.installer.facts.Facts;
import io.kubeferry.installer.facts.NodeFacts;
import io.kubeferry.installer.machine.Protection;
import io.kubeferry.manifests.failure.Problems;

/** Whether something on the machine keeps the carried programs from starting, or the pods' packets from passing. */
final class GuardCheck implements Check {
    @Override
    public void check(Target target, Facts facts, Problems problems) {
        for (NodeFacts node : facts.nodes().values()) {
            Protection protection = node.machine().protection();
            if (protection.guards().contains("fapolicyd")) {
                problems.add(
                        node.node(),
                        "fapolicyd runs, and no rule of it names /usr/local: it would start none of the carried programs",
                        "add a rule such as 'allow perm=execute all : dir=/usr/local/,/opt/cni/' below"
                                + " /etc/fapolicyd/rules.d and run 'fagenrules --load'");
            }
            if (protection.guards().contains("ufw")) {
                problems.add(
                        node.node(),
                        "ufw is on and forwards nothing: no pod would reach another node's",
                        "write DEFAULT_FORWARD_POLICY=\"ACCEPT\" in /etc/default/ufw, let the site's machines in with"
                                + " 'ufw allow from …', and run 'ufw reload'");
            }
            boolean labels = node.machine().system().programs().contains("restorecon");
            if (protection.selinux().equals("enforcing") && !labels) {
                problems.add(
                        node.node(),
                        "SELinux is enforcing, and the program restorecon is not there to label what is brought",
                        "install the package policycoreutils from the operating system's medium");
            }
        }
    }
}
