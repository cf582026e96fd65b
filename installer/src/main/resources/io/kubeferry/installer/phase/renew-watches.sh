# Has the programs that live of watching the API ask it anew: kube-proxy, and where this machine's are the ones in charge,
# the controller manager and the scheduler. The kubelet starts them again; another machine's take over at once.
set -u
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kube-system "$@"; }
for program in kube-controller-manager kube-scheduler; do
    holder=$(ask get lease "$program" --output 'jsonpath={.spec.holderIdentity}' 2>/dev/null)
    [ "${holder%_*}" = "$(uname -n)" ] || continue
    for process in $(pidof "$program"); do kill "$process"; done
    ask delete lease "$program" --ignore-not-found || exit 1
done
for process in $(pidof kube-proxy); do kill "$process"; done
exit 0
