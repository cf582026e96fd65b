# Takes a pod network off a machine that has left its cluster: its devices, the virtual address, kube-proxy's and the
# network's packet rules, sets and routes. Arguments: the cluster's virtual address; the ranges of pods and Services, in one.
# A part that is not there is no error.
set -u
# A datapath of Open vSwitch is a device that `ip` cannot delete; Weave's plugin is the program that can, and lies there still.
if ip link show datapath > /dev/null 2>&1; then
    for plugin in /opt/cni/bin/weave-plugin-*; do
        [ ! -x "$plugin" ] || "$plugin" delete-datapath datapath
    done
fi
# With Weave's bridge its cables stay, which lead to a program or a datapath and not to a pod.
cables=$(ip -o link show | sed -n 's/^[0-9]*: \(vethwe[^:@]*\)[:@].*/\1/p')
for device in cni0 flannel.1 flannel-v6.1 vxlan.calico vxlan-v6.calico weave datapath vxlan-6784 $cables; do
    ip link show "$device" > /dev/null 2>&1 && ip link delete "$device"
done
# This one belongs to the kernel's module: it stays, without an address.
ip link show tunl0 > /dev/null 2>&1 && ip addr flush dev tunl0 && ip link set tunl0 down
# The marks of Calico's routes: 12 is BIRD, which a machine may have for itself where Calico was not; 80 is Felix.
if [ -d /var/lib/calico ]; then
    for protocol in 12 80; do ip route flush proto $protocol > /dev/null 2>&1; done
fi
ip -o -4 addr show to "$1/32" 2>/dev/null | while read -r number device rest; do
    ip addr delete "$1/32" dev "${device%%@*}"
done
# Networks without tunnels leave a route to each node's pods.
for range in $2; do
    case $range in *:*) family=-6 ;; *) family=-4 ;; esac
    ip $family route flush root "$range" > /dev/null 2>&1
done
ours='-e KUBE- -e CNI- -e flannel -e cali[-:] -e WEAVE'
# The kernel has two sets of tables, and a network's image may have chosen the one that the machine's own iptables does not see.
for tables in iptables iptables-nft iptables-legacy ip6tables ip6tables-nft ip6tables-legacy; do
    command -v $tables-save > /dev/null 2>&1 || continue
    rules=$($tables-save 2>/dev/null) || continue
    printf '%s\n' "$rules" | grep -q -i $ours || continue
    printf '%s\n' "$rules" | grep -v -i $ours | $tables-restore
done
if command -v nft > /dev/null 2>&1; then
    for table in 'ip kube-proxy' 'ip6 kube-proxy' 'inet flannel-ipv4' 'inet flannel-ipv6'; do nft delete table $table > /dev/null 2>&1; done
    # Without iptables on the machine, only programs in containers have made its tables.
    command -v iptables-save > /dev/null 2>&1 || for family in ip ip6; do
        for name in filter mangle nat raw; do
            nft list table $family $name 2> /dev/null | grep -q -i $ours && nft delete table $family $name
        done
    done
fi
# Without the program on the machine they stay until it is booted: no rule asks them any more. A set may be in another one.
if command -v ipset > /dev/null 2>&1; then
    for change in flush destroy; do
        ipset list -n 2>/dev/null | grep -E '^(cali[46]|weaver?-)' | while read -r set; do ipset $change "$set"; done
    done
fi
exit 0
