# Whether a Service has the address of a pod. Arguments: its namespace and name.
set -u
[ -n "$(kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace "$1" get endpoints "$2" \
    --output 'jsonpath={.subsets[*].addresses[*].ip}' 2>/dev/null)" ]
