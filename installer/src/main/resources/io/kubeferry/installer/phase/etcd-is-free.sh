# Sees that an etcd answers at every endpoint and that no cluster has its data in it: two in one place destroy each other.
# Changes nothing. Arguments: the files of the authority, the client's certificate and its key; the endpoints.
set -u
authority=$1 certificate=$2 key=$3
shift 3
ask() {
    kubectl --server "$endpoint" --certificate-authority "$authority" --client-certificate "$certificate" \
        --client-key "$key" --request-timeout 10s "$@" 2>&1
}
failed=0
for endpoint; do
    health=$(ask get --raw /health < /dev/null) && case $health in *'"health":"true"'*) continue ;; esac
    echo "$endpoint: $health" >&2
    failed=1
done
[ $failed = 0 ] || exit 1
# Keys from "/registry/" to "/registry0", counted; etcd wants them in base64.
range='{"key": "L3JlZ2lzdHJ5Lw==", "range_end": "L3JlZ2lzdHJ5MA==", "count_only": true}'
if ! answer=$(printf '%s' "$range" | ask create --raw /v3/kv/range --filename -); then
    echo "whether a cluster is in it is not known; it does not take JSON: $answer"
    exit 0
fi
count=$(printf '%s' "$answer" | sed -n 's/.*"count": *"\([0-9]*\)".*/\1/p')
[ "${count:-0}" != 0 ] || exit 0
echo "$count keys below /registry/ are in it: another cluster uses it, or what an earlier one has left is still there." >&2
echo "If nobody needs them: 'etcdctl del --prefix /registry/' with its certificates removes them." >&2
exit 1
