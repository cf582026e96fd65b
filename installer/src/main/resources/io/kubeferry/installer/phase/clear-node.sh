# Takes away what is left on a machine that has left its cluster: pod networks, the virtual address, kube-proxy's and the
# network's packet rules and routes, containers' data. Arguments: the cluster's virtual address; the ranges of pods and
# Services, in one; the folders of containerd, etcd and the kubelet.
# Folders that may be mounts are emptied, not removed. A part that is not there is no error.
set -u
for device in cni0 flannel.1 flannel-v6.1 vxlan.calico vxlan-v6.calico weave datapath vxlan-6784; do
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
for family in iptables ip6tables; do
    command -v $family-save > /dev/null 2>&1 || continue
    rules=$($family-save 2>/dev/null) || continue
    printf '%s\n' "$rules" | grep -q -i $ours || continue
    printf '%s\n' "$rules" | grep -v -i $ours | $family-restore
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
if command -v ipset > /dev/null 2>&1; then
    ipset list -n 2>/dev/null | grep -E '^(cali[46]|weave-)' | while read -r set; do ipset destroy "$set"; done
fi
rm -f -- /etc/cni/net.d/*flannel* /etc/cni/net.d/*calico* /etc/cni/net.d/*weave* /etc/kubernetes/*.conf
# Plugins that the networks' own images put there.
for plugin in bandwidth calico calico-ipam flannel host-local install loopback portmap tuning weave-ipam weave-net; do
    rm -f -- "/opt/cni/bin/$plugin"
done
rm -f -- /opt/cni/bin/weave-plugin-*
rm -rf -- /run/calico /run/flannel /run/nodeagent /var/lib/calico /var/lib/cni /var/lib/weave /var/log/calico
shift 2
# kubeadm unmounts what pods had in the kubelet's usual folder; in another one nobody has.
for folder; do
    sed -n "s|^[^ ]* \($folder/[^ ]*\) .*|\1|p" /proc/mounts | sort -r | while read -r mounted; do umount "$mounted"; done
done
for folder in /etc/kubernetes/manifests /etc/kubernetes/pki /etc/kubernetes/tmp /var/lib/kubelet "$@"; do
    [ ! -d "$folder" ] || find "$folder" -xdev -mindepth 1 -delete
done
exit 0
