# Removes a node that is not coming back from the cluster and from etcd. Runs on a healthy control plane.
# Arguments: this node's name, the lost node's name, the lost node's address.
set -eu
kubectl() { command kubectl --kubeconfig /etc/kubernetes/admin.conf --request-timeout 60s "$@" < /dev/null; }
etcdctl() {
    kubectl --namespace kube-system exec "etcd-$1" -- etcdctl --endpoints https://127.0.0.1:2379 \
        --cacert /etc/kubernetes/pki/etcd/ca.crt --cert /etc/kubernetes/pki/etcd/server.crt \
        --key /etc/kubernetes/pki/etcd/server.key member "$2" $3
}
# A line is "id, status, name, peer URLs, client URLs, learner"; a member that never started has no name.
members=$(etcdctl "$1" list '')
id=$(printf '%s\n' "$members" | sed -n "s|^\([0-9a-f]*\), .*, https://$3:2380,.*|\1|p")
[ -z "$id" ] || etcdctl "$1" remove "$id"
kubectl delete node "$2" --ignore-not-found
