# Has the programs that live of watching the API ask it anew: kube-proxy, and where this machine's are the ones in charge,
# the controller manager and the scheduler. The kubelet starts them again; another machine's take over at once. The lease
# is freed only as long as it is the ended one's: some free theirs themselves, and to take it from the next one would leave
# two in charge for ten seconds.
set -u
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf --namespace kube-system "$@"; }
holder_of() { ask get lease "$1" --output 'jsonpath={.spec.holderIdentity}'; }
end() { # PROCESS: what ends may write its lease once more on its way out
    kill "$1" 2>/dev/null || return 0
    tries=0
    while kill -0 "$1" 2>/dev/null && [ "$tries" -lt 50 ]; do
        tries=$((tries + 1))
        sleep 0.1
    done
}
free() { # LEASE HOLDER: the test and the change are one request
    is="{\"op\": \"test\", \"path\": \"/spec/holderIdentity\", \"value\": \"$2\"}"
    nobody='{"op": "replace", "path": "/spec/holderIdentity", "value": ""}'
    ask patch lease "$1" --type json --patch "[$is, $nobody]"
}
for program in kube-controller-manager kube-scheduler; do
    holder=$(holder_of "$program") || exit 1
    [ "${holder%_*}" = "$(uname -n)" ] || continue
    for process in $(pidof "$program"); do end "$process"; done
    has_it() { [ "$(holder_of "$program")" = "$holder" ]; }
    if has_it && ! free "$program" "$holder" && has_it; then exit 1; fi
done
for process in $(pidof kube-proxy); do kill "$process"; done
exit 0
