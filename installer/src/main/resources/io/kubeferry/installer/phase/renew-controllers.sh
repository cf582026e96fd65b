# Has the controller manager and the scheduler ask the API anew, where this machine's are the ones in charge: the kubelet
# starts them again, and another machine's take over at once.
set -u
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kube-system "$@"; }
for program in kube-controller-manager kube-scheduler; do
    holder=$(ask get lease "$program" --output 'jsonpath={.spec.holderIdentity}' 2>/dev/null)
    [ "${holder%_*}" = "$(uname -n)" ] || continue
    for process in $(pidof "$program"); do kill "$process"; done
    ask delete lease "$program" --ignore-not-found || exit 1
done
