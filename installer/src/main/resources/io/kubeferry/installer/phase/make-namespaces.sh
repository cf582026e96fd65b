# Makes namespaces that are not there; one that is just going away is awaited first. Arguments: their names.
set -eu
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }
for namespace; do
    if [ "$(ask get namespace "$namespace" --output 'jsonpath={.status.phase}' 2> /dev/null)" = Terminating ]; then
        ask wait --for delete --timeout=50s "namespace/$namespace" || true
    fi
    ask get namespace "$namespace" > /dev/null 2>&1 || ask create namespace "$namespace"
done
