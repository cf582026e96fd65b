# Makes namespaces that are not there. Arguments: their names.
set -eu
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }
for namespace; do
    ask get namespace "$namespace" > /dev/null 2>&1 || ask create namespace "$namespace"
done
