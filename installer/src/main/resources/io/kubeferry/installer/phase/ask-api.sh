# Asks the API with the administrator's rights. Where the API is not ready, the request is made again when it is; what a ready
# API refuses twice is refused. Arguments: for how many seconds at most it is waited for; then what kubectl is told.
set -u
seconds=$1
shift
end=$(($(date +%s) + seconds))
kubectl() { command kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }
refused=0
until kubectl --request-timeout 60s "$@"; do
    code=$?
    if kubectl --request-timeout 10s get --raw /readyz > /dev/null 2>&1; then
        refused=$((refused + 1))
        [ $refused -lt 2 ] || exit $code
    elif [ "$(date +%s)" -ge "$end" ]; then
        echo "the API has not been ready for $seconds s; it was to be asked: kubectl $*" >&2
        exit $code
    fi
    sleep 2
done
