# Sees to the keys of a cluster in an etcd that is not on the control planes, with the client in the release's own image: it
# speaks etcd's own protocol, also where nothing answers HTTP at that address.
#   free   every endpoint answers, and no cluster has its keys in it: two in one place destroy each other; changes nothing
#   clear  removes what an attempt to begin a cluster wrote: the next one has other keys, and could not read some of it
# Arguments: which of the two; the image; the files of the authority, the client's certificate and its key; the endpoints.
set -u
wanted=$1 image=$2 authority=$3 certificate=$4 key=$5
shift 5
name=kubeferry-etcdctl-$$
etcdctl() {
    ctr --namespace k8s.io run --rm --net-host --env ETCDCTL_API=3 \
        --mount "type=bind,src=${authority%/*},dst=${authority%/*},options=rbind:ro" "$image" "$name" \
        etcdctl --cacert "$authority" --cert "$certificate" --key "$key" --endpoints "$endpoints" --dial-timeout 5s \
        --command-timeout 10s "$@" 2>&1 < /dev/null
}
endpoints=$(IFS=,; echo "$*")
case $wanted in
free)
    if ! answer=$(etcdctl endpoint health); then
        printf '%s\n' "$answer" | grep -v ' is healthy: ' >&2
        # An older client keeps to itself what is wrong with a certificate.
        for endpoint; do
            answer=$(kubectl --server "$endpoint" --certificate-authority "$authority" --client-certificate "$certificate" \
                --client-key "$key" --request-timeout 5s get --raw /health 2>&1 < /dev/null) || echo "$endpoint, asked by HTTP: $answer" >&2
        done
        exit 1
    fi
    found=$(etcdctl get --prefix --keys-only --limit 1 /registry/) || { echo "$found" >&2; exit 1; }
    [ -n "$found" ] || exit 0
    echo "there are keys below /registry/ in it, such as $(echo "$found" | sed -n 1p): another cluster uses it, or what an earlier one has left is still there." >&2
    echo "If nobody needs them: 'etcdctl del --prefix /registry/' with its certificates removes them." >&2
    exit 1
    ;;
clear) etcdctl del --prefix /registry/ ;;
esac
