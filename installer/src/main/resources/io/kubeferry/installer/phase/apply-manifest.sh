# Applies a manifest. Arguments: for how many seconds at most it is tried again; the file; `or-by-client` where the server
# may be too old to take every manifest. What an earlier manifest has brought may need a moment until it answers; the
# definitions of a manifest itself are there after the first try.
set -u
end=$(($(date +%s) + $1))
file=$2
kubectl() { command kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }
by_server() { kubectl apply --server-side --force-conflicts --filename "$@"; }

# The server takes away what an earlier manifest had set, and leaves what it had itself filled in beside it: of a probe that
# the new manifest does not have, a rest stays that the server itself refuses. Where it would take the whole of a workload in
# the place of the one that is there, that one is made anew; its pods run on, and are replaced as by any other change.
anew() {
    kubectl create --dry-run=client --output 'jsonpath={@}{"\n"}' --filename "$file" | {
        changed=1
        while read -r object; do
            case $object in
            '{"apiVersion":"apps/v1","kind":"DaemonSet",'* | '{"apiVersion":"apps/v1","kind":"Deployment",'* | \
                '{"apiVersion":"apps/v1","kind":"StatefulSet",'*) ;;
            *) continue ;;
            esac
            printf '%s\n' "$object" | by_server - --dry-run=server > /dev/null 2>&1 && continue
            printf '%s\n' "$object" | kubectl replace --dry-run=server --filename - > /dev/null 2>&1 || continue
            echo "the server cannot merge a workload with the one that is there; it is made anew, its pods run on" >&2
            printf '%s\n' "$object" | kubectl delete --cascade=orphan --timeout=60s --filename - && printf '%s\n' "$object" | by_server - && changed=0
        done
        return $changed
    }
}

attempt() {
    by_server "$file" && return 0
    anew && by_server "$file" && return 0
    [ "$1" = or-by-client ] && kubectl apply --filename "$file"
}

until attempt "${3:-}"; do
    [ "$(date +%s)" -lt "$end" ] || exit 1
    sleep 3
done
