# Applies a manifest. Arguments: for how many seconds at most it is tried again; the file; `or-by-client` where the server
# may be too old to take every manifest. What an earlier manifest has brought may need a moment until it answers; the
# definitions of a manifest itself are there after the first try.
set -u
end=$(($(date +%s) + $1))
ask() { kubectl --kubeconfig /etc/kubernetes/admin.conf apply "$@"; }
until ask --server-side --force-conflicts --filename "$2" || { [ "${3:-}" = or-by-client ] && ask --filename "$2"; }; do
    [ "$(date +%s)" -lt "$end" ] || exit 1
    sleep 3
done
