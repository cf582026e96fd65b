# Takes away what is left on a machine that has left its cluster: pod networks, the virtual address, kube-proxy's and the
# network's packet rules, containers' data. Argument: the cluster's virtual address.
# Folders that may be mounts are emptied, not removed. A part that is not there is no error.
set -u
for device in cni0 flannel.1; do
    ip link show "$device" > /dev/null 2>&1 && ip link delete "$device"
done
ip -o -4 addr show to "$1/32" 2>/dev/null | while read -r number device rest; do
    ip addr delete "$1/32" dev "${device%%@*}"
done
for family in iptables ip6tables; do
    command -v $family-save > /dev/null 2>&1 || continue
    rules=$($family-save 2>/dev/null) || continue
    printf '%s\n' "$rules" | grep -q -i -e KUBE- -e CNI- -e flannel || continue
    printf '%s\n' "$rules" | grep -v -i -e KUBE- -e CNI- -e flannel | $family-restore
done
rm -f -- /etc/cni/net.d/*flannel* /opt/cni/bin/flannel /etc/kubernetes/*.conf
rm -rf -- /run/flannel /var/lib/cni
for folder in /etc/kubernetes/manifests /etc/kubernetes/pki /etc/kubernetes/tmp /var/lib/etcd /var/lib/kubelet \
    /var/lib/containerd; do
    [ ! -d "$folder" ] || find "$folder" -xdev -mindepth 1 -delete
done
exit 0
