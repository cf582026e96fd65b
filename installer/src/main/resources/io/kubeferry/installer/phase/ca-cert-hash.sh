# Prints sha256:<hex> of the cluster CA's public key. kubeadm writes it into the join command that it would print; it makes
# nothing when it runs dry, and no other program that can tell is on every node.
set -eu
kubeadm token create --dry-run --print-join-command --kubeconfig /etc/kubernetes/admin.conf |
    sed -n 's/.*--discovery-token-ca-cert-hash \(sha256:[0-9a-f]\{64\}\).*/\1/p' | grep .
