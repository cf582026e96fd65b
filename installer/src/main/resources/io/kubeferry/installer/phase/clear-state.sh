# Removes what `kubeadm reset` leaves where it finds no configuration of a cluster any more. The folders themselves stay:
# they may be mounts. Argument: etcd's folder.
set -eu
for folder in /etc/kubernetes/manifests /etc/kubernetes/pki "$1" /var/lib/kubelet; do
    [ ! -d "$folder" ] || find "$folder" -xdev -mindepth 1 -delete
done
rm -f -- /etc/kubernetes/*.conf
