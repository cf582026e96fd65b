# Takes away what is left on a machine that has left its cluster: pod networks, the virtual address, kube-proxy's and the
# network's packet rules, containers' data. Arguments: the cluster's virtual address; the folders of containerd, etcd and
# the kubelet.
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
shift
# kubeadm unmounts what pods had in the kubelet's usual folder; in another one nobody has.
for folder; do
    sed -n "s|^[^ ]* \($folder/[^ ]*\) .*|\1|p" /proc/mounts | sort -r | while read -r mounted; do umount "$mounted"; done
done
for folder in /etc/kubernetes/manifests /etc/kubernetes/pki /etc/kubernetes/tmp /var/lib/kubelet "$@"; do
    [ ! -d "$folder" ] || find "$folder" -xdev -mindepth 1 -delete
done
exit 0
