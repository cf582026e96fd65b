# Waits until everything of an add-on runs. Arguments: for how many seconds at most, all together; then each thing as
# namespace/kind/name. Where one does not come up, says what its namespace shows.
set -u
end=$(($(date +%s) + $1))
shift
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf "$@"; }
for thing; do
    namespace=${thing%%/*}
    workload=${thing#*/}
    left=$((end - $(date +%s)))
    [ "$left" -ge 1 ] || left=1
    case $workload in
    apiservice/*) ask wait --for condition=Available --timeout="${left}s" "$workload" ;;
    *) ask --namespace "$namespace" rollout status --timeout="${left}s" "$workload" ;;
    esac && continue
    echo "$thing is not ready" >&2
    case $workload in
    apiservice/*) ask get "$workload" >&2 ;;
    *)
        ask --namespace "$namespace" get pods --output wide >&2
        ask --namespace "$namespace" get events --field-selector type=Warning 2> /dev/null | tail -n 5 >&2
        ;;
    esac
    exit 1
done
