# Removes a namespace of ours with all that is in it, and waits until it is gone. A kubelet takes 10 to 30 seconds to report a
# pod as ended, and the controller looks for that less and less often: so the pods, which have nothing to lose, go by force.
# Arguments: its name; for how many seconds at most. Where it takes longer, says what is in the way and ends well: the cluster
# goes on with it by itself.
set -u
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }
for kind in daemonsets deployments replicasets; do ask --namespace "$1" delete "$kind" --all --wait=false > /dev/null; done
ask --namespace "$1" delete pods --all --force --grace-period=0 --wait=false > /dev/null 2>&1
ask delete namespace "$1" --ignore-not-found --wait=false || exit 1
ask wait --for delete --timeout="${2}s" "namespace/$1" > /dev/null 2>&1
state=$(ask get namespace "$1" --ignore-not-found \
    --output 'jsonpath={range .status.conditions[?(@.status=="True")]}{.type}: {.message}{"\n"}{end}{.status.phase}') || exit 0
[ -n "$state" ] || exit 0
echo "$1 is still there after $2 s, and is removed later:"
echo "$state"
ask --namespace "$1" get pods --output wide
exit 0
