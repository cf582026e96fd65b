package io.kubeferry.installer.phase;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kubeferry.installer.Programs;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The script that takes a pod network off a machine, run with the real programs in a network and a mount namespace of the
 * test's own, where nothing is anybody else's. The program {@code ipset}, which few machines have, is one that plays it.
 */
class ClearNetworkIT {
    /** As Weave Net leaves a machine, once with each kind of tables; and what somebody else has there. */
    private static final String AS_WEAVE_LEAVES_IT = """
            set -e
            mount -t tmpfs tmpfs /opt
            mkdir -p /opt/cni/bin /opt/programs
            ip link add weave type bridge
            ip link add vethwe-bridge type veth peer name vethwe-pcap
            ip link set vethwe-bridge master weave
            ip link add datapath type bridge
            ip link add vethother type veth peer name eth-other
            for tables in iptables-nft iptables-legacy; do
                $tables -N WEAVE-NPC
                $tables -A FORWARD -o weave -j WEAVE-NPC
                $tables -A FORWARD -o weave -j DROP
                $tables -A INPUT -p tcp --dport 22 -j ACCEPT
            done
            cat > /opt/programs/ipset << 'PROGRAM'
            #!/bin/sh
            if [ "$1" = list ]; then
                printf '%s\\n' 'weave-k?Z;25^M}|1s' weaver-no-masq-local cali40all-hosts weaverbirds
            else
                echo "ipset $*" >> /opt/asked
            fi
            PROGRAM
            printf '#!/bin/sh\\necho "weave-plugin $*" >> /opt/asked\\n' > /opt/cni/bin/weave-plugin-2.8.1
            chmod 755 /opt/programs/ipset /opt/cni/bin/weave-plugin-2.8.1
            """;

    private static final String WHAT_IS_LEFT = """
            cat /opt/asked
            ip -o link show | grep -o -E "(veth|eth-|weave|datapath)[^:@]*" | sort -u
            iptables-nft -S 2> /dev/null
            iptables-legacy -S
            """;

    @BeforeEach
    void find() {
        Programs.needRoot();
        List.of("unshare", "ip", "iptables-nft", "iptables-legacy").forEach(Programs::need);
    }

    @Test
    void takesWeaveOffAndLeavesWhatIsSomebodyElses() throws IOException, InterruptedException {
        String programs = "export PATH=/opt/programs:/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin\n";
        String clearing = "sh -c \"$1\" clear-network.sh 10.0.0.10 '10.244.0.0/16 10.96.0.0/12' > /dev/null 2>&1\n";
        String left = Programs.run(
                Programs.need("unshare"),
                "--net",
                "--mount",
                "sh",
                "-c",
                programs + AS_WEAVE_LEAVES_IT + clearing + WHAT_IS_LEFT,
                "test",
                Actions.text("clear-network.sh"));
        String tables = """
                -P INPUT ACCEPT
                -P FORWARD ACCEPT
                -P OUTPUT ACCEPT
                -A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
                """;
        assertEquals("""
                weave-plugin delete-datapath datapath
                ipset flush weave-k?Z;25^M}|1s
                ipset flush weaver-no-masq-local
                ipset flush cali40all-hosts
                ipset destroy weave-k?Z;25^M}|1s
                ipset destroy weaver-no-masq-local
                ipset destroy cali40all-hosts
                eth-other
                vethother
                """ + tables + tables, left);
    }
}
