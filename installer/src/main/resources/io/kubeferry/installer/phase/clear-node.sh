# Takes away what is left on the disk of a machine that has left its cluster: the network's files, containers' data.
# Arguments: the folders of containerd, etcd and the kubelet. Folders that may be mounts are emptied, not removed. A part that
# is not there is no error.
set -u
rm -f -- /etc/cni/net.d/*flannel* /etc/cni/net.d/*calico* /etc/cni/net.d/*weave* /etc/kubernetes/*.conf
# Plugins that the networks' own images put there.
for plugin in bandwidth calico calico-ipam flannel host-local install loopback portmap tuning weave-ipam weave-net; do
    rm -f -- "/opt/cni/bin/$plugin"
done
rm -f -- /opt/cni/bin/weave-plugin-*
rm -rf -- /run/calico /run/flannel /run/nodeagent /var/lib/calico /var/lib/cni /var/lib/weave /var/log/calico
# kubeadm unmounts what pods had in the kubelet's usual folder; in another one nobody has.
for folder; do
    sed -n "s|^[^ ]* \($folder/[^ ]*\) .*|\1|p" /proc/mounts | sort -r | while read -r mounted; do umount "$mounted"; done
done
for folder in /etc/kubernetes/manifests /etc/kubernetes/pki /etc/kubernetes/tmp /var/lib/kubelet "$@"; do
    [ ! -d "$folder" ] || find "$folder" -xdev -mindepth 1 -delete
done
exit 0
